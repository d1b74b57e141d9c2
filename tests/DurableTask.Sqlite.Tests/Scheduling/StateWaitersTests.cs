using Integration.Local.DurableTask.Sqlite.Scheduling;

namespace Integration.Local.DurableTask.Sqlite.Tests.Scheduling;

public sealed class StateWaitersTests
{
    private readonly StateWaiters _waiters = new();

    [Fact]
    public async Task All_who_wait_for_an_instance_are_told_of_its_end()
    {
        using var one = _waiters.Add("case");
        using var other = _waiters.Add("case");

        _waiters.Ended("case");

        await Task.WhenAll(one.End, other.End);
        _waiters.Count.ShouldBe(0);
    }

    [Fact]
    public void Another_instance_s_end_tells_nobody()
    {
        using var waiter = _waiters.Add("case");

        _waiters.Ended("other");

        waiter.End.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Who_waits_no_longer_is_forgotten()
    {
        var patient = _waiters.Add("case");
        var impatient = _waiters.Add("case");

        impatient.Dispose();
        _waiters.Count.ShouldBe(1);
        patient.Dispose();

        _waiters.Count.ShouldBe(0);
    }

    [Fact]
    public async Task When_the_store_fails_everybody_is_told_also_those_who_come_later()
    {
        using var early = _waiters.Add("case");

        _waiters.Fail(new DurableStoreException("The disk is full."));
        using var late = _waiters.Add("case");

        (await Should.ThrowAsync<DurableStoreException>(early.End)).Message.ShouldBe("The disk is full.");
        await Should.ThrowAsync<DurableStoreException>(late.End);
    }
}
