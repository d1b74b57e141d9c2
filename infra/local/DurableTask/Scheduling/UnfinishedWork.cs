using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>What was under way when the engine went down.</summary>
/// <param name="Instances">The instances that have something to go on with.</param>
/// <param name="Crashes">How often in sequence an engine went down before it had taken up such work.</param>
/// <param name="Suspects">What ran alone when the process went down, and how often.</param>
internal sealed record UnfinishedWork(IReadOnlyList<UnfinishedInstance> Instances, int Crashes, IReadOnlyDictionary<Suspect, int> Suspects)
{
    /// <param name="reader">The database.</param>
    /// <param name="now">The time until which timers are due.</param>
    public static UnfinishedWork Read(StoreReader reader, DateTime now)
    {
        var messages = reader.Inbox().ToLookup(message => (Id: message.InstanceId, message.Seq));
        var due = reader.Wakes().Where(wake => wake.At <= now).Select(wake => (wake.Id, wake.Seq)).ToHashSet();
        var instances = reader.Busy().Union(due).Union(messages.Select(each => each.Key))
            .Select(instance => new UnfinishedInstance(instance.Id, instance.Seq, due.Contains(instance), [.. messages[instance]]));
        return new([.. instances], reader.Crashes(), reader.Suspects());
    }

    public int CrashesOver(Suspect suspect) => Suspects.GetValueOrDefault(suspect);

    /// <summary>The most crashes over one thing of an instance.</summary>
    public int CrashesOver(UnfinishedInstance instance) =>
        Suspects.Where(suspect => suspect.Key.Seq == instance.Seq).Select(suspect => suspect.Value).DefaultIfEmpty().Max();
}
