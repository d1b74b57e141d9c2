namespace Azure.Messaging.ServiceBus;

/// <summary>How often and how patiently a failed operation is tried again.</summary>
public class ServiceBusRetryOptions
{
    private int _maxRetries = 3;
    private TimeSpan _delay = TimeSpan.FromSeconds(0.8);
    private TimeSpan _maxDelay = TimeSpan.FromMinutes(1);
    private TimeSpan _tryTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How the delay grows. Default <see cref="ServiceBusRetryMode.Exponential"/>.</summary>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <summary>How many times an operation is tried again, 0 to 100. Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxRetries
    {
        get => _maxRetries;
        set => _maxRetries = value is >= 0 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxRetries), value, "MaxRetries must be from 0 to 100");
    }

    /// <summary>The delay between tries, or what it grows from; 1 ms to 5 minutes. Default 0.8 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan Delay
    {
        get => _delay;
        set => _delay = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromMinutes(5)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Delay), value, "Delay must be from 1 ms to 5 minutes");
    }

    /// <summary>The longest delay between tries. Default 1 minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan MaxDelay
    {
        get => _maxDelay;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(MaxDelay));
            _maxDelay = value;
        }
    }

    /// <summary>
    /// How long one try may take, above 0 and up to 1 hour; also how long a receive waits that names no time of its own. Default 1 minute.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan TryTimeout
    {
        get => _tryTimeout;
        set => _tryTimeout = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TryTimeout), value, "TryTimeout must be above 0 and at most 1 hour");
    }

    /// <summary>Decides in place of the other options. Default none.</summary>
    public ServiceBusRetryPolicy? CustomRetryPolicy { get; set; }
}
