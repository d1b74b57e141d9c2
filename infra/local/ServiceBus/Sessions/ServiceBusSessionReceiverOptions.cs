namespace Azure.Messaging.ServiceBus;

/// <summary>How the receiver of a session receives.</summary>
public class ServiceBusSessionReceiverOptions
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

    /// <summary>Names the receiver, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }
}
