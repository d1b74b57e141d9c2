namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>One caller who waits for an instance's next end, until it is disposed of.</summary>
internal sealed class StateWaiter(string instanceId, Action<StateWaiter> forget) : IDisposable
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string InstanceId => instanceId;

    /// <summary>Completes at the end; fails when the store does.</summary>
    public Task End => _end.Task;

    public void Complete() => _end.TrySetResult();

    public void Fail(Exception reason) => _end.TrySetException(reason);

    public void Dispose() => forget(this);
}
