using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>One caller who waits for an instance's next change to a state that it wants, until it is disposed of.</summary>
internal sealed class StateWaiter(
    string instanceId, Func<OrchestrationRuntimeStatus, bool> wanted, Action<StateWaiter> forget) : IDisposable
{
    private readonly TaskCompletionSource<InstanceChange> _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string InstanceId => instanceId;

    /// <summary>Completes at the change; fails when the engine does.</summary>
    public Task<InstanceChange> Change => _change.Task;

    public bool Wants(OrchestrationRuntimeStatus status) => wanted(status);

    public void Complete(InstanceChange change) => _change.TrySetResult(change);

    public void Fail(Exception reason) => _change.TrySetException(reason);

    public void Dispose() => forget(this);
}
