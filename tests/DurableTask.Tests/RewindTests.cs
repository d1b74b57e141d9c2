using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class RewindTests : EngineTest
{
    private bool _broken = true;
    private int _good;

    [Fact]
    public async Task What_failed_runs_again_and_what_succeeded_does_not()
    {
        await StartAsync(tasks => Activities(tasks).AddOrchestratorFunc<object?, string>("Steps", async (context, _) =>
        {
            var first = await context.CallActivityAsync<int>("Good");
            return $"{first} {await context.CallActivityAsync<string>("Fragile")}";
        }));

        await RewoundOutput("Steps", "1 mended");
    }

    [Fact]
    public async Task A_failure_beside_later_successes_is_taken_back()
    {
        await StartAsync(tasks => Activities(tasks).AddOrchestratorFunc<object?, string>("FanOut", async (context, _) =>
        {
            var fragile = context.CallActivityAsync<string>("Fragile");
            var good = context.CallActivityAsync<int>("Good");
            await Task.WhenAll(fragile, good);
            return $"{await good} {await fragile}";
        }));

        await RewoundOutput("FanOut", "1 mended");
    }

    [Fact]
    public async Task Failures_that_came_one_after_the_other_are_both_taken_back()
    {
        var firstIsKnown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(tasks => Activities(tasks)
            .AddOrchestratorFunc<object?, string>("OneByOne", async (context, _) =>
            {
                var second = context.CallActivityAsync<string>("Second");
                try
                {
                    return $"{await context.CallActivityAsync<string>("Fragile")} {await second}";
                }
                finally
                {
                    firstIsKnown.TrySetResult();
                }
            })
            .AddActivityFunc("Second", async _ =>
            {
                await firstIsKnown.Task.WaitAsync(Patience, Cancellation);
                return _broken ? throw new IOException("broken too") : "mended too";
            }));

        await RewoundOutput("OneByOne", "mended mended too");
    }

    [Fact]
    public async Task Only_the_last_attempt_of_a_retry_is_taken_back()
    {
        await StartAsync(tasks => Activities(tasks).AddOrchestratorFunc<object?, string>("Retry", (context, _) =>
            context.CallActivityAsync<string>("Fragile", TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 3))));

        await RewoundOutput("Retry", "mended");
    }

    [Fact]
    public async Task A_failed_sub_orchestration_is_rewound_with_its_parent()
    {
        await StartAsync(tasks => Activities(tasks)
            .AddOrchestratorFunc<object?, string>("Parent", (context, _) => context.CallSubOrchestratorAsync<string>("Child"))
            .AddOrchestratorFunc<object?, string>("Child", async (context, _) =>
                $"{await context.CallActivityAsync<int>("Good")} {await context.CallActivityAsync<string>("Fragile")}"));

        await RewoundOutput("Parent", "1 mended");
    }

    [Fact]
    public async Task Only_a_failed_instance_can_be_rewound()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Fine", _ => "fine"));
        var fine = await RunAsync("Fine");

        await Should.ThrowAsync<InvalidOperationException>(() => Client.RewindInstanceAsync(fine.InstanceId, "why not", Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Client.RewindInstanceAsync("nobody", "why not", Cancellation));
    }

    private DurableTaskRegistry Activities(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc("Good", _ => Interlocked.Increment(ref _good))
        .AddActivityFunc("Fragile", _ => _broken ? throw new IOException("broken") : "mended");

    private async Task RewoundOutput(string name, string expected)
    {
        var failed = await RunAsync(name);
        failed.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);

        _broken = false;
        await Client.RewindInstanceAsync(failed.InstanceId, "mended", Cancellation);

        var end = await EndOf(failed.InstanceId);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<string>().ShouldBe(expected);
    }
}
