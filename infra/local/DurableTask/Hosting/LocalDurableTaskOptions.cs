namespace Integration.Local.DurableTask;

/// <summary>Where the engine keeps its state and how much it does at once.</summary>
public sealed class LocalDurableTaskOptions
{
    /// <summary>The SQLite file; created, with its folder, where there is none. Required.</summary>
    public string DatabasePath { get; set; } = string.Empty;

    /// <summary>The most activities that run at once. The default is ten per processor, as in Durable Functions.</summary>
    public int MaxConcurrentActivities { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>The most orchestrations whose code runs at once. The default is one per processor: their code does not wait.</summary>
    public int MaxConcurrentOrchestrations { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Whether code runs from its start in each turn, as in Azure Functions, instead of going on in memory: slower the longer a history is,
    /// but code that is not deterministic shows at once. The default is false; the host for tests sets it.
    /// </summary>
    public bool ReplaysEachTurn { get; set; }

    /// <summary>The most waiting instances that are kept in memory, so that they go on without a replay. The default is 10,000.</summary>
    public int MaxCachedInstances { get; set; } = 10_000;

    /// <summary>
    /// How often in sequence the process may go down over an activity, or over an orchestration's code, before that is set aside as failed.
    /// The first two times only show that something is wrong, the following ones what it is: at least 3. The default is 5.
    /// </summary>
    public int MaxCrashes { get; set; } = 5;

    /// <summary>The version of orchestrations that are started without one. The default is none.</summary>
    public string DefaultVersion { get; set; } = string.Empty;
}
