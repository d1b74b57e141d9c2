using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Commands;

/// <summary>A change that somebody waits for.</summary>
/// <typeparam name="T">What comes of it.</typeparam>
internal abstract class StoreCommand<T> : IStoreCommand
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the change is durable.</summary>
    public Task<T> Done => _done.Task;

    public abstract void Apply(StoreSession store);

    public void Committed()
    {
        try
        {
            _done.TrySetResult(Finish());
        }
        catch (Exception refusal) when (refusal is not DurableStoreException)
        {
            _done.TrySetException(refusal);
        }
    }

    public void Failed(Exception reason) => _done.TrySetException(reason);

    /// <summary>Lets the effects of the change be seen. An exception is a refusal, which goes to whoever waits.</summary>
    protected abstract T Finish();
}
