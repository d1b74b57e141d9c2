using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Compliance.Replays;

/// <summary>What can be seen of it that each turn begins with a replay of those before.</summary>
public sealed class ReplayTests : ComplianceTest
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
    public async Task An_orchestrator_is_made_anew_for_each_run()
    {
        await StartAsync(tasks => tasks
            .AddActivityFunc("Step", _ => 1)
            .AddOrchestrator<CountsItsRuns>());

        (await RunAsync(nameof(CountsItsRuns))).ReadOutputAs<int>().ShouldBe(1);
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

    private sealed class CountsItsRuns : TaskOrchestrator<object?, int>
    {
        private int _runs;

        public override async Task<int> RunAsync(TaskOrchestrationContext context, object? input)
        {
            _runs++;
            await context.CallActivityAsync("Step");
            return _runs;
        }
    }
}
