using Integration.Local.DurableTask.Scheduling;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class StateWaitersTests
{
    private readonly StateWaiters _waiters = new();

    [Fact]
    public async Task A_caller_is_told_of_the_state_that_it_waits_for_and_of_no_other()
    {
        using var start = _waiters.Add("case", status => status != OrchestrationRuntimeStatus.Pending);
        using var end = _waiters.Add("case", InstanceRow.IsFinal);

        _waiters.Changed("case", OrchestrationRuntimeStatus.Running);

        await start.Change;
        end.Change.IsCompleted.ShouldBeFalse();
        _waiters.Changed("case", OrchestrationRuntimeStatus.Completed);
        await end.Change;
    }

    [Fact]
    public void Another_instance_s_change_tells_nobody()
    {
        using var waiter = _waiters.Add("case", _ => true);

        _waiters.Changed("other", OrchestrationRuntimeStatus.Completed);

        waiter.Change.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Who_waits_no_longer_is_forgotten()
    {
        var patient = _waiters.Add("case", _ => true);
        var impatient = _waiters.Add("case", _ => true);

        impatient.Dispose();
        _waiters.Count.ShouldBe(1);
        patient.Dispose();

        _waiters.Count.ShouldBe(0);
    }

    [Fact]
    public async Task When_the_engine_fails_everybody_is_told_also_those_who_come_later()
    {
        using var early = _waiters.Add("case", _ => true);

        _waiters.Fail(new DurableStoreException("The disk is full."));
        using var late = _waiters.Add("case", _ => true);

        (await Should.ThrowAsync<DurableStoreException>(early.Change)).Message.ShouldBe("The disk is full.");
        await Should.ThrowAsync<DurableStoreException>(late.Change);
    }
}
