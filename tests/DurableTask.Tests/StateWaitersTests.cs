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

        _waiters.Changed(Change("case", OrchestrationRuntimeStatus.Running));

        (await start.Change).State.Status.ShouldBe(OrchestrationRuntimeStatus.Running);
        end.Change.IsCompleted.ShouldBeFalse();
        _waiters.Changed(Change("case", OrchestrationRuntimeStatus.Completed));
        (await end.Change).State.Status.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public void Another_instance_s_change_tells_nobody()
    {
        using var waiter = _waiters.Add("case", _ => true);

        _waiters.Changed(Change("other", OrchestrationRuntimeStatus.Completed));

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

    private static InstanceChange Change(string id, OrchestrationRuntimeStatus status)
    {
        var row = new InstanceRow(1, id, "Wait", string.Empty, 0, OrchestrationRuntimeStatus.Pending, DateTime.UnixEpoch, null, null, null, null, null);
        return new InstanceChange(row, new InstanceUpdate(status, Busy: false, WakeAt: null, CustomStatus: null), DateTime.UnixEpoch);
    }
}
