using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class TimerTests : EngineTest
{
    [Fact]
    public async Task A_timer_fires_when_its_time_has_come_and_not_before()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, DateTime>("Sleep", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }));
        var began = Clock.GetUtcNow();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromDays(89));
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromDays(1));

        (await EndOf(id)).ReadOutputAs<DateTime>().ShouldBe(began.UtcDateTime.AddDays(90));
    }

    [Fact]
    public async Task A_timer_survives_a_restart_and_fires_late_if_the_engine_was_away()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Sleep", context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromMinutes(59));
        await Host.RestartAsync(cancellation: Cancellation);
        Clock.Advance(TimeSpan.FromHours(5));

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task A_cancelled_timer_does_not_fire()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>("Cancel", async (context, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            var far = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            Cancel(cancellation);
            try
            {
                await far;
                return "fired";
            }
            catch (TaskCanceledException)
            {
                return "cancelled";
            }
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Cancel", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("cancelled");
    }

    [Fact]
    public async Task Timers_that_are_due_together_fire_in_the_order_of_their_times()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, List<int>>("Order", async (context, _) =>
        {
            var fired = new List<int>();
            async Task After(int minutes)
            {
                await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
                fired.Add(minutes);
            }

            await Task.WhenAll(After(3), After(1), After(2));
            return fired;
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Order", Cancellation);
        await StartOf(id);

        Clock.Advance(TimeSpan.FromMinutes(10));

        (await EndOf(id)).ReadOutputAs<List<int>>().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task An_orchestration_that_is_scheduled_for_later_is_pending_until_then()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Later", context => context.CurrentUtcDateTime));
        var at = Clock.GetUtcNow().AddHours(2);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", new StartOrchestrationOptions(StartAt: at), Cancellation);

        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        Clock.Advance(TimeSpan.FromHours(2));

        (await EndOf(id)).ReadOutputAs<DateTime>().ShouldBe(at.UtcDateTime);
    }

    [Fact]
    public async Task An_event_for_an_orchestration_that_is_to_start_later_is_kept_for_it()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<object?, string>(
            "Later", (context, _) => context.WaitForExternalEvent<string>("early")));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Later", new StartOrchestrationOptions(StartAt: Clock.GetUtcNow().AddHours(2)), Cancellation);

        await Client.RaiseEventAsync(id, "early", "bird", Cancellation);
        await Host.RestartAsync(cancellation: Cancellation);
        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        Clock.Advance(TimeSpan.FromHours(2));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("bird");
    }

    // An orchestrator's continuations stay on its thread, so it cancels synchronously.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    [Fact]
    public async Task A_timer_fires_once_however_often_the_instance_is_called_for_it()
    {
        using var busy = new BusyLane();
        await StartAsync(
            tasks => busy.Register(tasks).AddOrchestratorFunc("Sleep", async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.WaitForExternalEvent<string>("go");
                context.SetCustomStatus("went");
                await timer;
            }),
            options => options.ConfigureEngine = engine => engine.MaxConcurrentOrchestrations = 1);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        // The change of the status called for the time again; both calls come while the lane is busy, and are seen to together.
        await busy.BeginAsync(Client);
        Clock.Advance(TimeSpan.FromHours(1));
        busy.End();

        await EndOf(id);
        History(id).OfType<TimerFired>().Count().ShouldBe(1);
    }
}
