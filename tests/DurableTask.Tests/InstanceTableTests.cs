using Integration.Local.DurableTask.Scheduling;

namespace Integration.Local.DurableTask.Tests;

public sealed class InstanceTableTests
{
    private int _keptUp;

    [Fact]
    public void While_many_turns_are_on_their_way_to_the_store_it_does_not_keep_up_and_tells_when_half_of_them_are_there()
    {
        var table = new InstanceTable(maxIdle: 10, schedule: _ => { }, keptUp: () => _keptUp++);
        var slots = Enumerable.Range(0, 512).Select(number => new InstanceSlot($"{number}")).ToList();

        slots.ForEach(table.CommitQueued);
        table.StoreKeepsUp.ShouldBeFalse();

        slots[..255].ForEach(table.CommitDone);
        _keptUp.ShouldBe(0);

        slots[255..].ForEach(table.CommitDone);
        _keptUp.ShouldBe(1);
        table.StoreKeepsUp.ShouldBeTrue();
    }
}
