using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>Removes messages that came for an execution that is over.</summary>
internal sealed class DiscardCommand(long seq, IReadOnlyList<long> numbers) : StoreCommand<bool>
{
    public override void Apply(StoreSession store)
    {
        foreach (var number in numbers)
        {
            store.Take(seq, number);
        }
    }

    protected override bool Finish() => true;
}
