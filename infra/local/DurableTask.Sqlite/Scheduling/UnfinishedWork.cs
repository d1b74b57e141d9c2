using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>What the file has to do when it is opened.</summary>
/// <param name="Messages">Messages for instances, those that were to be delivered at a time that has come among them.</param>
/// <param name="Timers">Messages that are to be delivered later.</param>
/// <param name="Activities">Calls of activities.</param>
/// <param name="Crashes">How often in sequence the process went down over what it took up at its start.</param>
/// <param name="Suspects">What was tried alone, with the number of times that the process went down meanwhile.</param>
internal sealed record UnfinishedWork(
    IReadOnlyList<StoredMessage> Messages,
    IReadOnlyList<(long Seq, long Number, DateTime Due)> Timers,
    IReadOnlyList<StoredActivity> Activities,
    int Crashes,
    IReadOnlyDictionary<Suspect, int> Suspects)
{
    /// <summary>What will be run: the code of instances with messages, and activities.</summary>
    public IEnumerable<Suspect> All => Messages.GroupBy(message => message.Seq).Where(CanRun).Select(messages => Suspect.Code(messages.Key))
        .Concat(Activities.Select(call => new Suspect(call.Seq, call.Task)));

    /// <summary>Messages of an instance in their order; those of instances that the process went down over come last.</summary>
    public IEnumerable<StoredMessage> MessagesByInnocence => Messages.OrderBy(message => CrashesOver(Suspect.Code(message.Seq)));

    public IEnumerable<StoredActivity> ActivitiesByInnocence => Activities.OrderBy(call => CrashesOver(new Suspect(call.Seq, call.Task)));

    public static UnfinishedWork Of(StoreReader reader, DateTime now) =>
        new(reader.Inbox(now), reader.Timers(now), reader.Activities(), reader.Crashes(), reader.Suspects());

    private int CrashesOver(Suspect suspect) => Suspects.GetValueOrDefault(suspect);

    /// <summary>An instance that waits for its start takes nothing before.</summary>
    private static bool CanRun(IGrouping<long, StoredMessage> messages) =>
        messages.Any(message => message.Type == EventType.ExecutionStarted || message.Status != OrchestrationStatus.Pending);
}
