using Integration.Local.ServiceBusEmulator.Storage;

namespace Integration.Local.ServiceBusEmulator.Tests.Storage;

/// <summary>A store whose commits end when the test says so.</summary>
internal sealed class HeldStore : IMessageStore
{
    private readonly SemaphoreSlim _allowed = new(0);
    private readonly SemaphoreSlim _begun = new(0);

    public List<CommitBatch> Committed { get; } = [];

    public Exception? Failure { get; set; }

    public void Allow(int commits = 1) => _allowed.Release(commits);

    public Task BegunAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    public void Commit(CommitBatch batch)
    {
        _begun.Release();
        _allowed.Wait();
        if (Failure is not null)
        {
            throw Failure;
        }

        Committed.Add(batch);
    }

    public StoredState Load() => new([], [], [], [], []);

    public byte[] ReadBody(long messageId) => throw new InvalidOperationException("nothing is read in these tests");

    public void Dispose()
    {
        _allowed.Dispose();
        _begun.Dispose();
    }
}
