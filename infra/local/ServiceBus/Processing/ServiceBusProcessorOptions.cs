namespace Azure.Messaging.ServiceBus;

/// <summary>How a processor receives and handles messages.</summary>
public class ServiceBusProcessorOptions
{
    private int _prefetchCount;
    private int _maxConcurrentCalls = 1;
    private TimeSpan _maxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);

    /// <summary>How many messages are fetched ahead of a free handler; 0: none. Default 0.</summary>
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

    /// <summary>Whether a message whose handler ends well is completed, unless the handler settled it itself. Default true.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>
    /// For how long the lock of a message is renewed while its handler runs; 0: never; <see cref="Timeout.InfiniteTimeSpan"/>: always.
    /// Default 5 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MaxAutoLockRenewalDuration
    {
        get => _maxAutoLockRenewalDuration;
        set => _maxAutoLockRenewalDuration = value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxAutoLockRenewalDuration), value, "MaxAutoLockRenewalDuration must be positive, zero or infinite");
    }

    /// <summary>How many handlers may run at once, at least 1. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxConcurrentCalls
    {
        get => _maxConcurrentCalls;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrentCalls));
            _maxConcurrentCalls = value;
        }
    }

    /// <summary>Which of the entity's queues to receive from. Default the entity itself.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>Names the processor, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }
}
