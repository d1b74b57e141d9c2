using System.Diagnostics.Metrics;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What the store counts: the meter <c>Integration.Local.DurableTask.Sqlite</c>.</summary>
internal static class StoreMetrics
{
    private static readonly Meter Meter = new("Integration.Local.DurableTask.Sqlite");

    private static readonly Counter<long> Commits =
        Meter.CreateCounter<long>(
            "durabletask.store.commits", "{commit}", "Transactions that were made durable, each by one wait for the disk.");

    private static readonly Counter<long> Commands =
        Meter.CreateCounter<long>("durabletask.store.commands", "{command}", "Changes that those transactions held.");

    public static void Committed(int commands)
    {
        Commits.Add(1);
        Commands.Add(commands);
    }
}
