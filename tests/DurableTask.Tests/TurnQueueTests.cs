using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.Scheduling;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.DurableTask.Tests;

public sealed class TurnQueueTests
{
    private static readonly EngineServices Services = new(
        new DurableTaskRegistry(),
        new ServiceCollection().BuildServiceProvider(),
        JsonDataConverter.Default,
        new FailureDetailsFactory(null, NullLogger.Instance),
        NullLoggerFactory.Instance,
        TimeProvider.System,
        new LocalDurableTaskOptions());

    private readonly TurnQueue _queue;
    private bool _storeKeepsUp = true;

    public TurnQueueTests() => _queue = new TurnQueue(() => _storeKeepsUp);

    [Fact]
    public void What_is_in_memory_comes_before_what_has_yet_to_begin()
    {
        Enqueue(New("late"), New("later"), InMemory("first"), InMemory("second"));

        TakeAll().ShouldBe(["first", "second", "late", "later"]);
    }

    [Fact]
    public void What_has_yet_to_begin_does_not_wait_for_ever()
    {
        Enqueue([New("new"), .. Enumerable.Range(0, 100).Select(number => InMemory($"in memory {number}"))]);

        TakeAll().IndexOf("new").ShouldBe(16);
    }

    [Fact]
    public void While_the_store_does_not_keep_up_nothing_begins()
    {
        Enqueue(New("new"), InMemory("in memory"));
        _storeKeepsUp = false;

        TakeAll().ShouldBe(["in memory"]);

        _storeKeepsUp = true;
        TakeAll().ShouldBe(["new"]);
    }

    [Fact]
    public void Nothing_is_left_after_it_was_cleared()
    {
        Enqueue(New("new"), InMemory("in memory"));

        _queue.Clear();

        TakeAll().ShouldBeEmpty();
    }

    private static InstanceSlot New(string id) => new(id);

    private static InstanceSlot InMemory(string id) =>
        new(id) { Live = new Orchestration(new ExecutionIdentity("Name", id, string.Empty, null, null), Services, () => { }) };

    private void Enqueue(params InstanceSlot[] slots) => Array.ForEach(slots, _queue.Enqueue);

    private List<string> TakeAll()
    {
        var taken = new List<string>();
        while (_queue.TryDequeue(out var slot))
        {
            taken.Add(slot.Id);
        }

        return taken;
    }
}
