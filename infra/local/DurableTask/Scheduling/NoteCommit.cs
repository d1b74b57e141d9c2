using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Something that the engine notes for itself.</summary>
internal sealed class NoteCommit(Action<StoreSession> change) : IStoreCommand
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is durable.</summary>
    public Task Done => _done.Task;

    public void Apply(StoreSession store) => change(store);

    public void Committed() => _done.TrySetResult();

    public void Failed(Exception reason) => _done.TrySetException(reason);
}
