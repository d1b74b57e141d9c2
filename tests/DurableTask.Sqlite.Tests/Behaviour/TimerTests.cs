namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class TimerTests : BehaviourTest
{
    [Fact]
    public async Task A_timer_fires_not_before_its_time()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Sleep", async context =>
        {
            var due = context.CurrentUtcDateTime.Add(Moment);
            await context.CreateTimer(due, CancellationToken.None);
            return context.CurrentUtcDateTime >= due;
        }));

        (await RunAsync("Sleep")).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public async Task A_timer_for_now_or_the_past_fires_at_once(int seconds)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, string>("Sleep", async (context, seconds) =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
            return "awake";
        }));

        (await RunAsync("Sleep", seconds)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Order", async context =>
        {
            var order = new List<int>();
            async Task After(int moments)
            {
                await context.CreateTimer(moments * Moment, CancellationToken.None);
                order.Add(moments);
            }

            await Task.WhenAll(After(3), After(1), After(2));
            return order;
        }));

        (await RunAsync("Order")).ReadOutputAs<List<int>>().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_does_not_hold_up_the_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Cancel", async context =>
        {
            using var source = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(1), source.Token);
            Cancel(source);
            try
            {
                await timer;
                return "fired";
            }
            catch (TaskCanceledException)
            {
                return "cancelled";
            }
        }));

        (await RunAsync("Cancel")).ReadOutputAs<string>().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_call_that_is_faster_than_the_timer_wins_and_the_timer_is_cancelled()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Deadline", async context =>
            {
                using var source = new CancellationTokenSource();
                var deadline = context.CreateTimer(TimeSpan.FromHours(1), source.Token);
                var work = context.CallActivityAsync<string>("Work");
                if (await Task.WhenAny(work, deadline) == deadline)
                {
                    return "late";
                }

                Cancel(source);
                return await work;
            })
            .AddActivityFunc("Work", _ => "done"));

        (await RunAsync("Deadline")).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task A_timer_that_is_faster_than_the_call_wins()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Deadline", async context =>
            {
                var deadline = context.CreateTimer(Moment, CancellationToken.None);
                var work = context.CallActivityAsync("Work");
                return await Task.WhenAny(work, deadline) == deadline ? "late" : "in time";
            })
            .AddActivityFunc("Work", _ => Task.Delay(5 * Moment)));

        (await RunAsync("Deadline")).ReadOutputAs<string>().ShouldBe("late");
    }

    // An orchestrator's continuations stay on its thread, so it cancels synchronously.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
