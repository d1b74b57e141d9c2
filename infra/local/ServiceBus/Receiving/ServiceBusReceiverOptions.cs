namespace Azure.Messaging.ServiceBus;

/// <summary>How a receiver receives.</summary>
public class ServiceBusReceiverOptions
{
    private int _prefetchCount;

    /// <summary>How many messages are fetched ahead of being asked for; 0: none. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int PrefetchCount
    {
        get => _prefetchCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(PrefetchCount));
            _prefetchCount = value;
        }
    }

    /// <summary>What receiving does to a message. Default <see cref="ServiceBusReceiveMode.PeekLock"/>.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>Which of the entity's queues to receive from. Default the entity itself.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>Names the receiver, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }
}
