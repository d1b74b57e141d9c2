using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class DeterminismTests : EngineTest
{
    [Fact]
    public async Task Code_that_departs_from_its_history_fails_that_instance_and_the_error_names_both()
    {
        await StartAsync(tasks => Version(tasks, context => context.CallActivityAsync("Old")));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Changing", Cancellation);
        var steady = await Client.ScheduleNewOrchestrationInstanceAsync("Steady", Cancellation);
        await StartOf(id);
        await StartOf(steady);

        await Host.RestartAsync(tasks => Version(tasks, context => context.CallActivityAsync("New")), Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);
        await Client.RaiseEventAsync(steady, "go", "now", Cancellation);

        var failure = (await EndOf(id)).FailureDetails.ShouldNotBeNull();
        failure.IsCausedBy<NonDeterministicOrchestrationException>().ShouldBeTrue();
        failure.ErrorMessage.ShouldContain("at event 1 ");
        failure.ErrorMessage.ShouldContain("activity 'Old'");
        failure.ErrorMessage.ShouldContain("activity 'New'");
        (await EndOf(steady)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task Code_that_asks_for_less_or_more_than_its_history_fails()
    {
        await StartAsync(tasks => Version(tasks, context => context.CallActivityAsync("Old")));
        var less = await Client.ScheduleNewOrchestrationInstanceAsync("Changing", Cancellation);
        await StartOf(less);
        await Host.RestartAsync(tasks => Version(tasks, _ => Task.CompletedTask), Cancellation);

        await Client.RaiseEventAsync(less, "go", "now", Cancellation);

        (await EndOf(less)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("asked for nothing");
    }

    [Fact]
    public async Task Code_that_awaits_something_else_than_its_context_fails()
    {
        var outside = new TaskCompletionSource();
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Astray", async context =>
        {
            await outside.Task;
            await context.CallActivityAsync("Any");
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Astray", Cancellation);
        await StartOf(id);

        _ = Task.Run(outside.SetResult, Cancellation);

        (await EndOf(id)).FailureDetails.ShouldNotBeNull().IsCausedBy<NonDeterministicOrchestrationException>().ShouldBeTrue();
    }

    [Fact]
    public async Task Code_that_uses_its_context_from_another_thread_fails()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Astray", async context =>
        {
            await context.WaitForExternalEvent<string>("go").ConfigureAwait(false);
            await Task.Run(() => context.CallActivityAsync("Any")).ConfigureAwait(false);
        }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Astray", Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task A_replayed_instance_logs_only_what_is_new()
    {
        var log = new List<string>();
        await StartAsync(
            tasks => tasks.AddOrchestratorFunc("Log", async context =>
            {
                if (!context.IsReplaying)
                {
                    log.Add("before");
                }

                await context.WaitForExternalEvent<string>("go");
                if (!context.IsReplaying)
                {
                    log.Add("after");
                }
            }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Log", Cancellation);
        await StartOf(id);

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);
        await EndOf(id);

        log.ShouldBe(["before", "after"]);
    }

    private static void Version(DurableTaskRegistry tasks, Func<TaskOrchestrationContext, Task> step) => tasks
        .AddOrchestratorFunc("Changing", async context =>
        {
            var called = step(context);
            await context.WaitForExternalEvent<string>("go");
            await called;
        })
        .AddOrchestratorFunc("Steady", context => context.WaitForExternalEvent<string>("go"))
        .AddActivityFunc("Old", _ => { })
        .AddActivityFunc("New", _ => { });
}
