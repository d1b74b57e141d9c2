namespace Azure.Messaging.ServiceBus;

/// <summary>Decides whether, and when, a failed operation is tried again.</summary>
public abstract class ServiceBusRetryPolicy
{
    /// <summary>How long one try may take.</summary>
    /// <param name="attemptCount">How many tries were made before it.</param>
    public abstract TimeSpan CalculateTryTimeout(int attemptCount);

    /// <summary>How long to wait before the next try; null: no further try.</summary>
    /// <param name="lastException">What the last try ended with.</param>
    /// <param name="attemptCount">How many tries have been made.</param>
    public abstract TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount);
}
