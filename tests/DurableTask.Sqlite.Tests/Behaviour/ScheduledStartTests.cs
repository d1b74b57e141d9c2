using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class ScheduledStartTests : BehaviourTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_start_in_the_future_waits_for_its_time()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Now", context => context.CurrentUtcDateTime));
        var due = TimeProvider.System.GetUtcNow() + 3 * Moment;

        var id = await ScheduleAtAsync(due);
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);

        (await EndOf(id)).ReadOutputAs<DateTime>().ShouldBeGreaterThanOrEqualTo(due.UtcDateTime);
    }

    [Fact]
    public async Task It_waits_over_a_restart_too()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Now", context => context.CurrentUtcDateTime));
        var due = TimeProvider.System.GetUtcNow() + 5 * Moment;
        var id = await ScheduleAtAsync(due);

        await Host.RestartAsync(cancellation: Cancellation);

        (await EndOf(id)).ReadOutputAs<DateTime>().ShouldBeGreaterThanOrEqualTo(due.UtcDateTime);
    }

    [Fact]
    public async Task What_has_not_started_yet_can_be_terminated()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Now", context => context.CurrentUtcDateTime));
        var id = await ScheduleAtAsync(TimeProvider.System.GetUtcNow() + Hour);

        await Client.TerminateInstanceAsync(id, (object)"not needed", Cancellation);

        var end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().ShouldBe("not needed");
    }

    [Fact]
    public async Task What_has_not_started_yet_can_be_purged_and_does_not_start()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Now", context => context.CurrentUtcDateTime));
        var id = await ScheduleAtAsync(TimeProvider.System.GetUtcNow() + 2 * Moment);

        (await Client.PurgeInstanceAsync(id, Cancellation)).PurgedInstanceCount.ShouldBe(1);

        await EndOf(await ScheduleAtAsync(TimeProvider.System.GetUtcNow() + 3 * Moment));
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldBeNull();
    }

    private Task<string> ScheduleAtAsync(DateTimeOffset at) =>
        Client.ScheduleNewOrchestrationInstanceAsync("Now", new StartOrchestrationOptions(StartAt: at), Cancellation);
}
