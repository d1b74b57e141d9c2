namespace Integration.Local.FunctionsWorker.HostJson;

/// <summary><c>extensions.serviceBus</c>, with the official defaults.</summary>
internal sealed record ServiceBusSettings
{
    /// <summary>Messages fetched ahead by each receiver.</summary>
    public int PrefetchCount { get; init; }

    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>How long the lock of a message or session is renewed while its function runs.</summary>
    public TimeSpan MaxAutoLockRenewalDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages at once for each function without sessions.</summary>
    public int MaxConcurrentCalls { get; init; } = 16 * Environment.ProcessorCount;

    /// <summary>Sessions at once for each function with sessions.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    public int MaxConcurrentCallsPerSession { get; init; } = 1;

    /// <summary>How long a session may have no message before another is taken; null for the client's own default.</summary>
    public TimeSpan? SessionIdleTimeout { get; init; }

    /// <summary>The most messages that a batch function gets at once.</summary>
    public int MaxMessageBatchSize { get; init; } = 1000;
}
