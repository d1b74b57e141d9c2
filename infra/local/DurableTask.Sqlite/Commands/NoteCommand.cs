using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>A change that concerns no instance.</summary>
internal sealed class NoteCommand(Action<StoreSession> change) : StoreCommand<bool>
{
    public override void Apply(StoreSession store) => change(store);

    protected override bool Finish() => true;
}
