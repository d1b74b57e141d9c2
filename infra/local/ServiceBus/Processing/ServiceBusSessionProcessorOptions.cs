namespace Azure.Messaging.ServiceBus;

/// <summary>How a processor receives and handles the messages of sessions.</summary>
public class ServiceBusSessionProcessorOptions
{
    private int _prefetchCount;
    private int _maxConcurrentSessions = 8;
    private int _maxConcurrentCallsPerSession = 1;
    private TimeSpan _maxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);
    private TimeSpan? _sessionIdleTimeout;

    /// <summary>How many messages of a session are fetched ahead of a free handler; 0: none. Default 0.</summary>
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
    /// For how long the lock of a session is renewed; 0: never; <see cref="Timeout.InfiniteTimeSpan"/>: always. Default 5 minutes.
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

    /// <summary>How many sessions may be held at once, at least 1. Default 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxConcurrentSessions
    {
        get => _maxConcurrentSessions;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrentSessions));
            _maxConcurrentSessions = value;
        }
    }

    /// <summary>How many handlers may run at once for one session, at least 1. With more than 1 its order is not kept. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxConcurrentCallsPerSession
    {
        get => _maxConcurrentCallsPerSession;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrentCallsPerSession));
            _maxConcurrentCallsPerSession = value;
        }
    }

    /// <summary>
    /// After how long without a message a session is given up for another. Default: <see cref="ServiceBusRetryOptions.TryTimeout"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? SessionIdleTimeout
    {
        get => _sessionIdleTimeout;
        set
        {
            if (value is { } timeout)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(SessionIdleTimeout));
            }

            _sessionIdleTimeout = value;
        }
    }

    /// <summary>The only sessions to process. Default empty: whichever have messages.</summary>
    public IList<string> SessionIds { get; } = [];

    /// <summary>Names the processor, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }
}
