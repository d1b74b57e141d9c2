using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>What was under way when the store was closed goes on when it is opened again.</summary>
public sealed class RestartTests : BehaviourTest
{
    [Fact]
    public async Task An_event_that_came_before_its_wait_is_there_after_a_restart()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Late", async context =>
        {
            await context.WaitForExternalEvent<string>("open");
            return await context.WaitForExternalEvent<string>("early");
        }));
        var id = await ScheduleAsync("Late");
        await StartOf(id);
        await Client.RaiseEventAsync(id, "early", "kept", Cancellation);

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(id, "open", "now", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task A_timer_that_was_missed_fires_once()
    {
        var fired = new ConcurrentQueue<string>();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Sleep", async context =>
            {
                context.SetCustomStatus("sleeps");
                await context.CreateTimer(2 * Moment, CancellationToken.None);
                await context.CallActivityAsync("Note");
            })
            .AddActivityFunc("Note", context => fired.Enqueue(context.InstanceId)));
        var id = await ScheduleAsync("Sleep");
        await StateOf(id, state => state.SerializedCustomStatus is not null);

        await Host.RestartAsync(cancellation: Cancellation);
        await Host.RestartAsync(cancellation: Cancellation);

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        fired.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_suspended_instance_is_still_suspended_and_keeps_what_came()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        var id = await ScheduleAsync("Wait");
        await StartOf(id);
        await Client.SuspendInstanceAsync(id, Cancellation);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "go", "kept", Cancellation);

        await Host.RestartAsync(cancellation: Cancellation);
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task A_child_answers_its_parent_over_a_restart()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("go")));
        var parent = await ScheduleAsync("Parent");
        await StatusOf("child", OrchestrationRuntimeStatus.Running);

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync("child", "go", "went", Cancellation);

        (await EndOf(parent)).ReadOutputAs<string>().ShouldBe("went");
    }

    [Fact]
    public async Task What_has_ended_is_there_with_its_output_failure_and_history()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
            .AddOrchestratorFunc("Fail", (TaskOrchestrationContext _) =>
                throw new InvalidOperationException("Outer.", new TimeoutException("Inner."))));
        await RunAsync("Echo", "text", "done");
        await RunAsync("Fail", id: "failed");
        var history = (await Host.RecordAsync("done", Cancellation)).ToString();

        await Host.RestartAsync(cancellation: Cancellation);

        (await Get("done")).ReadOutputAs<string>().ShouldBe("text");
        (await Get("failed")).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ToString()
            .ShouldBe("System.TimeoutException: Inner.");
        (await Host.RecordAsync("done", Cancellation)).ToString().ShouldBe(history);
    }
}
