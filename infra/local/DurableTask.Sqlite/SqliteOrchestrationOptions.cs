namespace Integration.Local.DurableTask.Sqlite;

/// <summary>Where the store keeps its state and how much is done at once.</summary>
public sealed class SqliteOrchestrationOptions
{
    /// <summary>The SQLite file; created, with its folder, where there is none. Required.</summary>
    public string DatabasePath { get; set; } = string.Empty;

    /// <summary>The most activities that run at once. The default is ten per processor, as in Durable Functions.</summary>
    public int MaxConcurrentActivities { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// The most work items of orchestrations at once, those that wait for the disk included. The default is ten per processor, as in
    /// Durable Functions; at least one per processor is needed to keep them busy, and more share one wait for the disk.
    /// </summary>
    public int MaxConcurrentOrchestrations { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>
    /// The bytes of histories, as they are stored, that are kept in memory so that an instance goes on without reading its own. The
    /// default is 32 MB; what it takes in memory is several times that.
    /// </summary>
    public long MaxCachedHistoryBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// How often in sequence the process may go down over an activity, or over an orchestration's code, before that is set aside as failed.
    /// The first two times only show that something is wrong, the following ones what it is: at least 3. The default is 5.
    /// </summary>
    public int MaxCrashes { get; set; } = 5;

    /// <exception cref="ArgumentException">Options that can't work; the message names each of them.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(DatabasePath))
        {
            faults.Add($"{nameof(DatabasePath)} is missing.");
        }

        Require(MaxConcurrentActivities, 1, nameof(MaxConcurrentActivities), faults);
        Require(MaxConcurrentOrchestrations, 1, nameof(MaxConcurrentOrchestrations), faults);
        Require(MaxCachedHistoryBytes, 0, nameof(MaxCachedHistoryBytes), faults);
        Require(MaxCrashes, 3, nameof(MaxCrashes), faults);
        if (faults.Count > 0)
        {
            throw new ArgumentException("The options of the durable task store can't work: " + string.Join(' ', faults));
        }
    }

    private static void Require(long value, long least, string name, List<string> faults)
    {
        if (value < least)
        {
            faults.Add($"{name} must be at least {least}; it is {value}.");
        }
    }
}
