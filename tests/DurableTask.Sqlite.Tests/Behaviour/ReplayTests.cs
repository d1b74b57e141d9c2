using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>What can be seen of it that each turn begins with a replay of those before.</summary>
public sealed class ReplayTests : BehaviourTest
{
    private int _runs;

    [Fact]
    public async Task Code_that_has_run_before_is_told_so()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Case", async context =>
        {
            var replaying = new List<bool> { context.IsReplaying };
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            replaying.Add(context.IsReplaying);
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            replaying.Add(context.IsReplaying);
            return replaying;
        }));

        (await RunAsync("Case")).ReadOutputAs<List<bool>>().ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Code_runs_from_its_start_once_for_each_answer_and_once_before_them()
    {
        await StartAsync(tasks => tasks
            .AddActivityFunc("Step", _ => 1)
            .AddOrchestratorFunc("Case", async context =>
            {
                Interlocked.Increment(ref _runs);
                return await context.CallActivityAsync<int>("Step") + await context.CallActivityAsync<int>("Step");
            }));

        (await RunAsync("Case")).ReadOutputAs<int>().ShouldBe(2);

        _runs.ShouldBe(3);
    }

    [Fact]
    public async Task Code_that_asks_for_something_else_the_next_time_fails()
    {
        await StartAsync(tasks => tasks
            .AddActivityFunc("Odd", _ => 1)
            .AddActivityFunc("Even", _ => 2)
            .AddOrchestratorFunc("Case", context =>
                context.CallActivityAsync<int>(Interlocked.Increment(ref _runs) % 2 == 0 ? "Even" : "Odd")));

        (await RunAsync("Case")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task Events_that_came_before_they_were_awaited_come_again_in_their_order()
    {
        await StartAsync(tasks => tasks
            .AddActivityFunc("Step", _ => 1)
            .AddOrchestratorFunc("Case", async context =>
            {
                var first = await context.WaitForExternalEvent<string>("number");
                await context.CallActivityAsync("Step");
                var second = await context.WaitForExternalEvent<string>("number");
                await context.CallActivityAsync("Step");
                return $"{first} {second} {await context.WaitForExternalEvent<string>("number")}";
            }));
        var id = await ScheduleAsync("Case");
        foreach (var number in new[] { "one", "two", "three" })
        {
            await Client.RaiseEventAsync(id, "number", number, Cancellation);
        }

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("one two three");
    }

    [Fact]
    public async Task New_ids_differ_and_are_the_same_on_every_replay()
    {
        var seen = new ConcurrentQueue<Guid>();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Ids", async context =>
            {
                var ids = new List<Guid> { context.NewGuid(), context.NewGuid() };
                seen.Enqueue(ids[0]);
                await context.CallActivityAsync("Nothing");
                ids.Add(context.NewGuid());
                await context.CallActivityAsync("Nothing");
                ids.Add(context.NewGuid());
                return ids;
            })
            .AddActivityFunc("Nothing", _ => { }));

        var first = (await RunAsync("Ids")).ReadOutputAs<List<Guid>>().ShouldNotBeNull();
        var second = (await RunAsync("Ids")).ReadOutputAs<List<Guid>>().ShouldNotBeNull();

        first.Concat(second).ShouldBeUnique();
        first.ShouldAllBe(id => id.Version == 5);
        seen.Distinct().ShouldBe([first[0], second[0]]);
    }

    [Fact]
    public async Task The_time_that_code_reads_goes_on_from_one_execution_to_the_next_and_is_kept_exactly()
    {
        var starts = new ConcurrentQueue<DateTime>();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Clock", async context =>
            {
                var first = context.CurrentUtcDateTime;
                starts.Enqueue(first);
                await context.CallActivityAsync("Slow");
                return new List<DateTime> { first, context.CurrentUtcDateTime };
            })
            .AddActivityFunc("Slow", _ => Task.Delay(20)));

        var times = (await RunAsync("Clock")).ReadOutputAs<List<DateTime>>().ShouldNotBeNull();

        starts.ShouldBe([times[0], times[0]]);
        times[1].ShouldBeGreaterThan(times[0]);
        times.ShouldAllBe(time => time.Kind == DateTimeKind.Utc);
    }
}
