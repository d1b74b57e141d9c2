using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Tests;

/// <summary>Histories as the official client gives them.</summary>
public sealed class HistoryTests : EngineTest
{
    [Fact]
    public async Task Each_turn_is_framed_and_events_are_in_the_order_of_the_turns()
    {
        await StartAsync(Tasks);
        await RunAsync("Greets", "Ada", new StartOrchestrationOptions("a"));

        (await KindsAsync("a")).ShouldBe(
        [
            EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.TaskScheduled, EventType.OrchestratorCompleted,
            EventType.OrchestratorStarted, EventType.TaskCompleted, EventType.ExecutionCompleted, EventType.OrchestratorCompleted,
        ]);
    }

    [Fact]
    public async Task An_answer_names_the_number_of_what_it_answers()
    {
        await StartAsync(Tasks);
        await RunAsync("Greets", "Ada", new StartOrchestrationOptions("a"));

        var history = await HistoryAsync("a");

        var call = history.OfType<TaskScheduledEvent>().ShouldHaveSingleItem();
        (call.EventId, call.Name, call.Input).ShouldBe((0, "Greet", "[\"Ada\"]"));
        var answer = history.OfType<TaskCompletedEvent>().ShouldHaveSingleItem();
        (answer.EventId, answer.TaskScheduledId, answer.Result).ShouldBe((-1, 0, "\"Hello Ada\""));
        var end = history.OfType<ExecutionCompletedEvent>().ShouldHaveSingleItem();
        (end.EventId, end.OrchestrationStatus, end.Result).ShouldBe((1, OrchestrationStatus.Completed, "\"Hello Ada\""));
    }

    [Fact]
    public async Task The_first_event_tells_who_began_and_with_what()
    {
        await StartAsync(Tasks);
        await RunAsync("Parent", "Ada", new StartOrchestrationOptions("parent") { Tags = new Dictionary<string, string> { ["service"] = "newborn" } });

        var parent = (await HistoryAsync("parent")).OfType<ExecutionStartedEvent>().ShouldHaveSingleItem();
        var child = (await HistoryAsync("child")).OfType<ExecutionStartedEvent>().ShouldHaveSingleItem();

        (parent.Name, parent.Input, parent.Tags!["service"], parent.ParentInstance).ShouldBe(("Parent", "\"Ada\"", "newborn", null));
        parent.Timestamp.ShouldBe(Clock.GetUtcNow().UtcDateTime);
        child.OrchestrationInstance.ShouldNotBeNull().InstanceId.ShouldBe("child");
        child.ParentInstance.ShouldNotBeNull().OrchestrationInstance!.InstanceId.ShouldBe("parent");
    }

    [Fact]
    public async Task Timers_events_and_sub_orchestrations_are_in_it()
    {
        await StartAsync(Tasks);
        await Client.ScheduleNewOrchestrationInstanceAsync("Everything", new StartOrchestrationOptions("a"), Cancellation);
        await StartOf("a");
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Client.RaiseEventAsync("a", "go", "now", Cancellation);
        await EndOf("a");

        var history = await HistoryAsync("a");

        var set = history.OfType<TimerCreatedEvent>().ShouldHaveSingleItem();
        var fired = history.OfType<TimerFiredEvent>().ShouldHaveSingleItem();
        (fired.TimerId, fired.FireAt).ShouldBe((set.EventId, set.FireAt));
        history.OfType<EventRaisedEvent>().ShouldHaveSingleItem().Name.ShouldBe("go");
        history.OfType<EventSentEvent>().ShouldHaveSingleItem().InstanceId.ShouldBe("nobody");
        history.OfType<SubOrchestrationInstanceCreatedEvent>().ShouldHaveSingleItem().InstanceId.ShouldBe("child");
        history.OfType<SubOrchestrationInstanceCompletedEvent>().ShouldHaveSingleItem().Result.ShouldBe("\"Hello child\"");
    }

    [Fact]
    public async Task A_failure_is_in_it_with_its_causes()
    {
        await StartAsync(Tasks);
        await RunAsync("Fails", options: new StartOrchestrationOptions("a"));

        var history = await HistoryAsync("a");

        var failed = history.OfType<TaskFailedEvent>().ShouldHaveSingleItem().FailureDetails.ShouldNotBeNull();
        failed.ErrorType.ShouldBe(typeof(InvalidOperationException).FullName);
        failed.InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("The cause");
        history.OfType<ExecutionCompletedEvent>().ShouldHaveSingleItem().OrchestrationStatus.ShouldBe(OrchestrationStatus.Failed);
    }

    [Fact]
    public async Task What_operators_did_is_in_it()
    {
        await StartAsync(Tasks);
        await Client.ScheduleNewOrchestrationInstanceAsync("Everything", new StartOrchestrationOptions("a"), Cancellation);
        await StartOf("a");

        await Client.SuspendInstanceAsync("a", "look", Cancellation);
        await Client.ResumeInstanceAsync("a", "seen", Cancellation);
        await Client.TerminateInstanceAsync("a", "enough", Cancellation);
        await EndOf("a");

        var history = await HistoryAsync("a");
        history.OfType<ExecutionSuspendedEvent>().ShouldHaveSingleItem().Reason.ShouldBe("look");
        history.OfType<ExecutionResumedEvent>().ShouldHaveSingleItem().Reason.ShouldBe("seen");
        history.OfType<ExecutionTerminatedEvent>().ShouldHaveSingleItem().Input.ShouldBe("\"enough\"");
        history.OfType<ExecutionCompletedEvent>().ShouldHaveSingleItem().OrchestrationStatus.ShouldBe(OrchestrationStatus.Terminated);
    }

    [Fact]
    public async Task The_history_of_an_instance_that_is_not_there_is_an_error()
    {
        await StartAsync(Tasks);

        (await Should.ThrowAsync<ArgumentException>(() => Client.GetOrchestrationHistoryAsync("nobody", Cancellation))).Message.ShouldContain("nobody");
    }

    private static void Tasks(DurableTaskRegistry tasks)
    {
        tasks.AddActivityFunc<string, string>("Greet", (_, name) => $"Hello {name}");
        tasks.AddActivityFunc<string>("Fail", (_, _) => throw new InvalidOperationException("Failed", new FormatException("The cause")));
        tasks.AddOrchestratorFunc<string, string>("Greets", (context, name) => context.CallActivityAsync<string>("Greet", name));
        tasks.AddOrchestratorFunc<string>("Fails", (context, name) => context.CallActivityAsync("Fail", name));
        tasks.AddOrchestratorFunc<string, string>("Parent", (context, name) =>
            context.CallSubOrchestratorAsync<string>("Greets", name, new SubOrchestrationOptions(instanceId: "child")));
        tasks.AddOrchestratorFunc<string, string>("Everything", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None);
            await context.WaitForExternalEvent<string>("go");
            context.SendEvent("nobody", "hello", "there");
            return await context.CallSubOrchestratorAsync<string>("Greets", "child", new SubOrchestrationOptions(instanceId: "child"));
        });
    }

    private async Task<IList<HistoryEvent>> HistoryAsync(string id) => await Client.GetOrchestrationHistoryAsync(id, Cancellation);

    private async Task<List<EventType>> KindsAsync(string id) => [.. (await HistoryAsync(id)).Select(item => item.EventType)];
}
