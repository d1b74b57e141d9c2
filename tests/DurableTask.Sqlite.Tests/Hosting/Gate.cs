namespace Integration.Local.DurableTask.Sqlite.Tests.Hosting;

/// <summary>Where an activity waits until the test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits here.</summary>
    public Task Reached => _reached.Task.WaitAsync(StoreTest.Patience);

    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _open.Task;
    }

    public void Open() => _open.TrySetResult();
}
