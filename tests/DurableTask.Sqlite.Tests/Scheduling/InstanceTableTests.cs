using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Scheduling;

namespace Integration.Local.DurableTask.Sqlite.Tests.Scheduling;

public sealed class InstanceTableTests
{
    private const int MaxBytes = 100;

    private readonly Queue<InstanceSlot> _ready = new();
    private readonly InstanceTable _table;
    private long _number;

    public InstanceTableTests() => _table = new InstanceTable(MaxBytes, _ready.Enqueue);

    [Fact]
    public void Messages_that_come_together_are_one_work_item()
    {
        Post(1);
        Post(1);

        var slot = _ready.ShouldHaveSingleItem();
        _table.Lock(slot).Count.ShouldBe(2);
    }

    [Fact]
    public void There_is_one_work_item_of_an_instance_at_a_time()
    {
        Post(1);
        var slot = _ready.Dequeue();
        _table.Lock(slot);

        Post(1);
        _ready.ShouldBeEmpty();
        _table.Unlock(slot);

        _ready.ShouldHaveSingleItem().ShouldBe(slot);
    }

    [Fact]
    public void What_comes_before_the_start_waits_for_it()
    {
        Post(1, hasBegun: false);
        _ready.ShouldBeEmpty();

        Post(1, isStart: true, hasBegun: false);

        _table.Lock(_ready.ShouldHaveSingleItem()).Select(delivery => delivery.IsStart).ShouldBe([true, false]);
    }

    [Fact]
    public void What_is_given_back_comes_before_what_came_meanwhile()
    {
        Post(1);
        var slot = _ready.Dequeue();
        var taken = _table.Lock(slot);
        Post(1);

        _table.Return(slot, taken);
        _table.Unlock(slot);

        _table.Lock(_ready.Dequeue()).Select(delivery => delivery.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void Histories_are_kept_up_to_their_size_the_latest_of_them()
    {
        foreach (var seq in (long[])[1, 2, 3])
        {
            Advance(seq, bytes: 40);
        }

        _table.Count.ShouldBe(2);
        Post(3);
        _ready.Dequeue().History.ShouldNotBeNull();
        Post(1);
        _ready.Dequeue().History.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_kept_of_an_instance_that_is_over()
    {
        Advance(1, bytes: 40);
        _table.Forget(1);

        _table.Count.ShouldBe(0);
    }

    private void Post(long seq, bool isStart = false, bool hasBegun = true) =>
        _table.Post(seq, $"{seq}", new Delivery(++_number, isStart, Message: null), hasBegun);

    private void Advance(long seq, long bytes)
    {
        Post(seq);
        var slot = _ready.Dequeue();
        _table.Lock(slot);
        _table.Advance(slot, new CachedHistory("e", new List<HistoryEvent>(), bytes, CustomStatus: null));
        _table.Unlock(slot);
    }
}
