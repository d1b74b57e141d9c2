using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Storage;
using Integration.Local.ServiceBusEmulator.Tests.Messages;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Tests.Storage;

public sealed class CommitLogTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    private readonly HeldStore _store = new();
    private readonly RecordingLog _told = new();
    private readonly TaskCompletionSource<Exception> _failure = new();

    public void Dispose()
    {
        _store.Dispose();
        _told.Dispose();
    }

    [Fact]
    public async Task What_comes_while_a_commit_runs_goes_into_the_next_one_together()
    {
        await using var log = Log();
        Add(log, 1);
        await _store.BegunAsync();
        Add(log, 2);
        Add(log, 3);
        var done = After(log);

        _store.Allow(2);
        await done.WaitAsync(_limit, TestContext.Current.CancellationToken);

        _store.Committed.Select(batch => batch.Messages.Count).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Nothing_that_waits_for_a_commit_runs_before_it_is_on_disk()
    {
        await using var log = Log();
        Add(log, 1);
        var done = After(log);
        await _store.BegunAsync();

        done.IsCompleted.ShouldBeFalse();
        log.IsCommitted(log.Ticket).ShouldBeFalse();
        _store.Allow();
        await done.WaitAsync(_limit, TestContext.Current.CancellationToken);

        log.IsCommitted(log.Ticket).ShouldBeTrue();
        After(log).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Waiting_actions_run_in_order_and_one_that_fails_does_not_stop_the_others()
    {
        await using var log = Log();
        Add(log, 1);
        var order = new List<int>();
        log.After(log.Ticket, () => order.Add(1));
        log.After(log.Ticket, () => throw new InvalidOperationException("on purpose"));
        log.After(log.Ticket, () => order.Add(2));
        var done = After(log);

        _store.Allow();
        await done.WaitAsync(_limit, TestContext.Current.CancellationToken);

        order.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_commit_that_fails_stops_the_log_and_acknowledges_nothing()
    {
        await using var log = Log();
        _store.Failure = new IOException("disk full");
        Add(log, 1);
        var done = After(log);

        _store.Allow();
        var failure = await _failure.Task.WaitAsync(_limit, TestContext.Current.CancellationToken);

        failure.ShouldBe(_store.Failure);
        _told.Has("Critical: The store failed").ShouldBeTrue();
        done.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Bodies_beyond_the_cache_are_left_to_the_store_once_they_are_on_disk()
    {
        await using var log = Log(bodyCacheSize: 100);
        var small = Add(log, 1, bodySize: 10);
        var large = Add(log, 2, bodySize: 200);
        var done = After(log);
        large.Content.IsResident.ShouldBeTrue();

        _store.Allow(2);
        await done.WaitAsync(_limit, TestContext.Current.CancellationToken);

        small.Content.IsResident.ShouldBeTrue();
        large.Content.IsResident.ShouldBeFalse();
    }

    private static Task After(CommitLog log)
    {
        var done = new TaskCompletionSource();
        log.After(log.Ticket, done.SetResult);
        return done.Task;
    }

    private static StoredMessage Add(CommitLog log, long id, int bodySize = 10)
    {
        var message = new StoredMessage
        {
            Id = id,
            SequenceNumber = id,
            EnqueuedSequenceNumber = id,
            EnqueuedAt = DateTime.UnixEpoch,
            ExpiresAt = DateTime.MaxValue,
            Content = TestMessage.Content(new string('x', bodySize)),
        };
        log.Added(1, message);
        return message;
    }

    private CommitLog Log(long bodyCacheSize = 1000) =>
        new(_store, 0, bodyCacheSize, _failure.SetResult, _told.CreateLogger<CommitLog>());
}
