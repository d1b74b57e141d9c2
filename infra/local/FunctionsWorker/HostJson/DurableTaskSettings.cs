namespace Integration.Local.FunctionsWorker.HostJson;

/// <summary><c>extensions.durableTask</c>; where there is no number, the engine's default counts.</summary>
internal sealed record DurableTaskSettings
{
    public int? MaxConcurrentActivities { get; init; }

    public int? MaxConcurrentOrchestrators { get; init; }
}
