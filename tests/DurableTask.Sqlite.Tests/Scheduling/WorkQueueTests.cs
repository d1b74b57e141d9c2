using Integration.Local.DurableTask.Sqlite.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Sqlite.Tests.Scheduling;

public sealed class WorkQueueTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_is_taken_in_order()
    {
        _queue.Add("first");
        _queue.Add("second");

        (await _queue.TakeAsync(Minute, Cancellation)).ShouldBe("first");
        (await _queue.TakeAsync(Minute, Cancellation)).ShouldBe("second");
    }

    [Fact]
    public async Task Those_who_wait_get_what_comes_in_the_order_they_came()
    {
        var first = _queue.TakeAsync(Minute, Cancellation).AsTask();
        var second = _queue.TakeAsync(Minute, Cancellation).AsTask();

        _queue.Add("a");
        _queue.Add("b");

        (await first).ShouldBe("a");
        (await second).ShouldBe("b");
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_wait_ends_with_nothing_at_its_time_and_takes_nothing_afterwards()
    {
        var wait = _queue.TakeAsync(Minute, Cancellation).AsTask();

        _time.Advance(Minute);
        (await wait).ShouldBeNull();
        _queue.Add("late");

        _queue.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_takes_nothing_afterwards()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _queue.TakeAsync(Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(wait);
        _queue.Add("late");
        _queue.Count.ShouldBe(1);
    }
}
