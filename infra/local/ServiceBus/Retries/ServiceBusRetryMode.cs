namespace Azure.Messaging.ServiceBus;

/// <summary>How the delay between tries grows.</summary>
public enum ServiceBusRetryMode
{
    /// <summary>It stays the same.</summary>
    Fixed = 0,

    /// <summary>It doubles from try to try.</summary>
    Exponential = 1,
}
