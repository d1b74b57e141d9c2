using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

public sealed class RewindTests : StoreTest
{
    private bool _broken = true;
    private int _good;

    [Fact]
    public async Task What_failed_runs_again_and_what_succeeded_does_not()
    {
        await using var dispatching = await StartAsync("Steps", async context =>
        {
            var first = await context.CallActivityAsync<int>("Good");
            return $"{first} {await context.CallActivityAsync<string>("Fragile")}";
        });

        await RewoundOutput("Steps", "1 mended");
        (await Service.GetHistoryAsync("Steps")).OfType<ExecutionRewoundEvent>().ShouldHaveSingleItem().Reason.ShouldBe("mended");
    }

    [Fact]
    public async Task A_failure_beside_later_successes_is_taken_back()
    {
        await using var dispatching = await StartAsync("FanOut", async context =>
        {
            var fragile = context.CallActivityAsync<string>("Fragile");
            var good = context.CallActivityAsync<int>("Good");
            await Task.WhenAll(fragile, good);
            return $"{await good} {await fragile}";
        });

        await RewoundOutput("FanOut", "1 mended");
    }

    [Fact]
    public async Task Only_the_last_attempt_of_a_retry_is_taken_back()
    {
        await using var dispatching = await StartAsync("Retry", context => context.CallActivityAsync<string>(
            "Fragile", TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 3)));

        await RewoundOutput("Retry", "mended");
        (await Service.GetHistoryAsync("Retry")).OfType<TaskFailedEvent>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_is_rewound_with_its_parent()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Child", async (context, _) =>
                $"{await context.CallActivityAsync<int>("Good")} {await context.CallActivityAsync<string>("Fragile")}")
            .Orchestration<string, string>("Parent", async (context, _) => await context.CallSubOrchestratorAsync<string>("Child"))
            .Activity<string, int>("Good", (_, _) => Task.FromResult(Interlocked.Increment(ref _good)))
            .Activity<string, string>("Fragile", (_, _) => FragileAsync())
            .StartAsync();

        await RewoundOutput("Parent", "1 mended");
    }

    [Fact]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        await using var dispatching = await StartAsync("Fine", _ => Task.FromResult("fine"));
        await StartAsync("Fine", "Fine");
        await EndAsync("Fine");

        (await Should.ThrowAsync<InvalidOperationException>(Service.RewindTaskOrchestrationAsync("Fine", "why not")))
            .Message.ShouldBe("The instance 'Fine' can't be rewound: only a failed one can, and it is Completed.");
        await Should.ThrowAsync<ArgumentException>(Service.RewindTaskOrchestrationAsync("nobody", "why not"));
    }

    private Task<Dispatching> StartAsync(string name, Func<TaskOrchestrationContext, Task<string>> code) => Dispatching()
        .Orchestration<string, string>(name, async (context, _) => await code(context))
        .Activity<string, int>("Good", (_, _) => Task.FromResult(Interlocked.Increment(ref _good)))
        .Activity<string, string>("Fragile", (_, _) => FragileAsync())
        .StartAsync();

    private Task<string?> FragileAsync() => _broken ? throw new IOException("broken") : Task.FromResult<string?>("mended");

    private async Task RewoundOutput(string name, string expected)
    {
        await StartAsync(name, name);
        (await EndAsync(name)).OrchestrationStatus.ShouldBe(OrchestrationStatus.Failed);

        await RewindAsync(name);

        var end = await EndAsync(name);
        (end.OrchestrationStatus, end.Output, end.FailureDetails).ShouldBe((OrchestrationStatus.Completed, $"\"{expected}\"", null));
        _good.ShouldBeLessThan(2);
    }

    private Task RewindAsync(string name)
    {
        _broken = false;
        return Service.RewindTaskOrchestrationAsync(name, "mended");
    }
}
