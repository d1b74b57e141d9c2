using Integration.Local.DurableTask.Sqlite.Scheduling;
using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>Removes instances; its result is how many.</summary>
internal sealed class PurgeCommand : StoreCommand<int>
{
    private readonly Func<StoreSession, IEnumerable<long>> _find;
    private readonly Outbox _outbox;
    private int _removed;

    private PurgeCommand(Func<StoreSession, IEnumerable<long>> find, TaskHub hub) => (_find, _outbox) = (find, new Outbox(hub));

    /// <summary>Removes an instance, whatever its state.</summary>
    public static PurgeCommand Of(string instanceId, TaskHub hub) =>
        new(store => store.Find(instanceId) is { } key ? [key.Seq] : [], hub);

    /// <summary>Removes those of the instances that are finished.</summary>
    public static PurgeCommand OfFinished(IReadOnlyCollection<long> seqs, TaskHub hub) =>
        new(store => seqs.Where(seq => store.Find(seq) is { IsFinal: true }), hub);

    public override void Apply(StoreSession store)
    {
        foreach (var seq in _find(store).ToList())
        {
            _outbox.Remove(store, seq);
            _removed++;
        }
    }

    protected override int Finish()
    {
        _outbox.Deliver();
        return _removed;
    }
}
