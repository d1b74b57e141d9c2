using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>An orchestration ends when its code has ended and nothing that it asked for is open any more.</summary>
public sealed class EndTests : BehaviourTest
{
    private static readonly TimeSpan Open = 3 * Moment;

    [Fact]
    public async Task It_waits_for_a_timer_that_was_not_cancelled()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Forget", context =>
        {
            _ = context.CreateTimer(Open, CancellationToken.None);
            return "done";
        }));

        (await TimeOf("Forget", "\"done\"")).ShouldBeGreaterThanOrEqualTo(Open - Moment);
    }

    [Fact]
    public async Task It_does_not_wait_for_a_timer_that_was_cancelled()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Cancel", context =>
        {
            using var source = new CancellationTokenSource();
            _ = context.CreateTimer(TimeSpan.FromHours(1), source.Token);
            source.Cancel();
            return "done";
        }));

        (await RunAsync("Cancel")).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task It_waits_for_an_activity()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Forget", context =>
            {
                _ = context.CallActivityAsync("Slow");
                return "done";
            })
            .AddActivityFunc("Slow", _ => Task.Delay(Open)));

        (await TimeOf("Forget", "\"done\"")).ShouldBeGreaterThanOrEqualTo(Open - Moment);
    }

    [Fact]
    public async Task It_waits_for_a_sub_orchestration()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
            {
                _ = context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child"));
                return "gone";
            })
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("go")));
        var parent = await ScheduleAsync("Parent");
        await StatusOf("child", OrchestrationRuntimeStatus.Running);

        (await Get(parent)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        await Client.RaiseEventAsync("child", "go", "at last", Cancellation);

        (await EndOf(parent)).ReadOutputAs<string>().ShouldBe("gone");
    }

    [Fact]
    public async Task A_new_generation_waits_as_well()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Again", (context, n) =>
        {
            if (n == 0)
            {
                _ = context.CreateTimer(Open, CancellationToken.None);
                context.ContinueAsNew(1);
            }

            return n;
        }));

        (await TimeOf("Again", "1", 0)).ShouldBeGreaterThanOrEqualTo(Open - Moment);
    }

    private async Task<TimeSpan> TimeOf(TaskName name, string output, object? input = null)
    {
        var watch = Stopwatch.StartNew();
        (await RunAsync(name, input)).SerializedOutput.ShouldBe(output);
        return watch.Elapsed;
    }
}
