namespace Integration.Local.FunctionsHost.HostJson;

/// <summary>What host.json says, as far as this host goes by it.</summary>
internal sealed record HostSettings
{
    /// <summary>The path before every HTTP route. The default is <c>api</c>; empty for none.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>How long one invocation may take. The default is 30 minutes; null for no limit.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The retry policy of functions that have none of their own; null for none.</summary>
    public RetrySettings? Retry { get; init; }

    /// <summary>Level by category; <c>default</c> is all others.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>extensions.serviceBus</c>, read by who listens to Service Bus.</summary>
    public required HostJsonSection ServiceBus { get; init; }

    /// <summary><c>extensions.durableTask</c>, for the Durable Functions extension: values by their path below it.</summary>
    public IReadOnlyDictionary<string, string?> DurableTask { get; init; } = new Dictionary<string, string?>();
}
