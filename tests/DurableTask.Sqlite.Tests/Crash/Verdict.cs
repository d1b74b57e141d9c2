using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>What is found when everything has ended: the database held against the ledgers and against what follows from the seed.</summary>
internal sealed record Verdict(IReadOnlyList<string> Findings, string Summary)
{
    /// <summary>What the database alone shows to be wrong; each has a row only if it is.</summary>
    private static readonly string[] Disorders =
    [
        "SELECT count(*) || ' messages are left' FROM inbox HAVING count(*) > 0",
        "SELECT count(*) || ' calls are left' FROM activity HAVING count(*) > 0",
        "SELECT count(*) || ' payloads are of no instance' FROM payload WHERE key / 4 NOT IN (SELECT seq FROM instance) HAVING count(*) > 0",
        "SELECT count(*) || ' work items are of no instance' FROM history WHERE instance NOT IN (SELECT seq FROM instance) HAVING count(*) > 0",
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    ];

    /// <param name="folder">Where the database and the ledgers are.</param>
    /// <param name="seed">The workload.</param>
    /// <param name="raised">The events that came from outside and were acknowledged there.</param>
    public static Verdict Of(string folder, int seed, IReadOnlyList<string> raised)
    {
        var acknowledged = Acknowledged(folder);
        var effects = Ledger.Read(Ledger.EffectsIn(folder)).Select(Effect.Parse).ToList();
        using var store = DurableStore.Open(Path.Combine(folder, "hub.db"));
        var (instances, disorder) = store.Read(reader => (Instance.All(reader), DisorderIn(reader)));
        var scripted = instances.Where(instance => !Unnamed.IsInput(instance.Input)).ToList();
        var unnamed = instances.Except(scripted).ToList();
        return new Verdict(
            [.. disorder,
                .. new OutcomeAudit(new Workload(seed), scripted, acknowledged, raised).Check(),
                .. new UnnamedAudit(unnamed, acknowledged).Check(),
                .. instances.SelectMany(HistoryAudit.Check),
                .. new EffectAudit(effects, scripted, acknowledged).Check()],
            $"{acknowledged.Begun.Count} scenarios, {instances.Count} instances, of which {unnamed.Count} under random ids "
                + $"({unnamed.Count - acknowledged.Unnamed.Count} starts were not acknowledged), {effects.Count} runs of activities, of which "
                + $"{effects.Count - effects.DistinctBy(effect => effect.Key).Count()} again, {acknowledged.Events.Count + raised.Count} events");
    }

    public static Acknowledgements Acknowledged(string folder) => new(Ledger.Read(Ledger.AcknowledgementsIn(folder)));

    private static List<string> DisorderIn(StoreReader reader)
    {
        var findings = new List<string>();
        foreach (var sql in Disorders)
        {
            using var command = reader.Connection.CreateCommand();
            command.CommandText = sql;
            if (command.ExecuteScalar() is string finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }
}
