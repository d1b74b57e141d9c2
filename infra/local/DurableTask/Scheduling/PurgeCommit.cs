using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>Removes finished instances, and their finished sub-orchestrations if asked.</summary>
internal sealed class PurgeCommit(IReadOnlyList<long> instances, bool recursive) : IStoreCommand
{
    private readonly TaskCompletionSource<int> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>The number of instances removed.</summary>
    public Task<int> Done => _done.Task;

    public void Apply(StoreSession store)
    {
        _count = 0;
        var left = new Stack<long>(instances.Reverse());
        while (left.TryPop(out var seq))
        {
            if (store.FindStatus(seq) is not { } status || !InstanceRow.IsFinal(status))
            {
                continue;
            }

            if (recursive)
            {
                store.Children(seq).ForEach(left.Push);
            }

            store.Remove(seq);
            _count++;
        }
    }

    public void Committed() => _done.TrySetResult(_count);

    public void Failed(Exception reason) => _done.TrySetException(reason);
}
