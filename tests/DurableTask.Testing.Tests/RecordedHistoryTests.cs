using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Testing.Histories;
using Microsoft.DurableTask;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.DurableTask.Testing.Tests;

public sealed class RecordedHistoryTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_recorded_history_replays_against_the_code_that_made_it()
    {
        var history = await RecordAsync();

        history.Replay(tasks => Register(tasks, "Check", "Pay"));

        history.Orchestrator.ShouldBe("Case");
        history.Output.ShouldBe("Task 'Pay' (#3) failed with an unhandled exception: No money");
    }

    [Fact]
    public async Task Code_that_asks_in_another_order_is_refused_with_the_event_and_both_sides_named()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => Register(tasks, "Pay", "Check")));

        error.Message.ShouldEndWith("at event 2 the history has activity 'Check' (call 0), but the code asked for activity 'Pay' (call 0).");
    }

    [Fact]
    public async Task Code_that_departs_late_is_refused_at_the_event_where_it_departs()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => Register(tasks, "Check", "Refuse")));

        error.Message.ShouldContain("the history has activity 'Pay' (call 1), but the code asked for activity 'Refuse' (call 1)");
    }

    [Fact]
    public async Task Code_that_asks_for_less_is_refused()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => tasks
            .AddOrchestratorFunc<string, string>("Case", async (context, _) => await context.WaitForExternalEvent<string>("go"))));

        error.Message.ShouldContain("the history has activity 'Check' (call 0), but the code asked for nothing");
    }

    [Fact]
    public async Task Code_that_asks_for_more_is_refused()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => tasks
            .AddOrchestratorFunc<string, string>("Case", async (context, name) =>
            {
                _ = context.CallActivityAsync("Check", name);
                await context.CallActivityAsync("Pay", name);
                return "done";
            })));

        error.Message.ShouldContain("the history has nothing, but the code asked for activity 'Pay' (call 1)");
    }

    [Fact]
    public async Task Code_that_ends_otherwise_is_refused()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => tasks
            .AddOrchestratorFunc<string, string>("Case", async (context, name) =>
            {
                try
                {
                    return await RunAsync(context, name, "Check", "Pay");
                }
                catch (Microsoft.DurableTask.TaskFailedException)
                {
                    return "not paid";
                }
            })));

        error.Message.ShouldContain("the history has end as Failed");
        error.Message.ShouldEndWith("but the code asked for end as Completed.");
    }

    [Fact]
    public async Task It_is_the_same_after_a_way_through_a_text()
    {
        var history = await RecordAsync();

        var read = RecordedHistory.Parse(history.ToString());

        read.ToString().ShouldBe(history.ToString());
        read.Shape.ShouldBe(history.Shape);
        read.Replay(tasks => Register(tasks, "Check", "Pay"));
        Should.Throw<NonDeterministicOrchestrationException>(() => read.Replay(tasks => Register(tasks, "Check", "Refuse")));
    }

    [Fact]
    public async Task Two_records_of_the_same_course_are_the_same_text()
    {
        var first = await RecordAsync();
        _clock.AdjustTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

        (await RecordAsync()).ToString().ShouldBe(first.ToString());
    }

    [Fact]
    public async Task It_has_nothing_of_the_machine_it_was_recorded_on() =>
        (await RecordAsync()).ToString().ShouldNotContain(nameof(RecordedHistoryTests));

    [Fact]
    public async Task Its_shape_says_what_happened_and_not_to_whom()
    {
        (await RecordAsync()).Shape.Split('\n').ShouldBe(
        [
            "ExecutionStarted", "activity Check", "TaskCompleted", "EventRaised", "activity Pay", "TaskFailed", "timer", "TimerFired",
            "activity Pay", "TaskFailed",
            // The framework's own: it has a timer of no length after the last attempt, since it once had one.
            "timer", "TimerFired",
            "end as Failed",
        ]);
    }

    [Theory]
    [InlineData("", "no recorded history")]
    [InlineData("{}", "no recorded history")]
    [InlineData("[]", "no execution is started")]
    [InlineData("""[{"EventType":"Unheard","EventId":-1}]""", "'Unheard'")]
    [InlineData("""[{"EventId":-1}]""", "[0]")]
    [InlineData("""[{"EventType":"OrchestratorStarted","EventId":-1,"More":1}]""", "More")]
    public void What_is_no_history_is_refused_with_its_place(string text, string place) =>
        Should.Throw<FormatException>(() => RecordedHistory.Parse(text)).Message.ShouldContain(place);

    [Fact]
    public void Events_of_every_kind_come_back_from_the_text_as_they_were()
    {
        HistoryEvent[] events =
        [
            new OrchestratorStartedEvent(-1),
            new ExecutionStartedEvent(-1, "\"in\"")
            {
                Name = "Case",
                Version = "2",
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "one", ExecutionId = "execution" },
                ParentInstance = new ParentInstance
                {
                    Name = "Parent",
                    TaskScheduleId = 3,
                    OrchestrationInstance = new OrchestrationInstance { InstanceId = "zero", ExecutionId = "execution" },
                },
                Tags = new Dictionary<string, string> { ["city"] = "toronto" },
                ScheduledStartTime = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
            },
            new TaskScheduledEvent(0, "Check", "2", "[1]"),
            new SubOrchestrationInstanceCreatedEvent(1) { Name = "Child", InstanceId = "two", Input = "2" },
            new TimerCreatedEvent(2, new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc)),
            new EventSentEvent(3) { Name = "note", InstanceId = "two", Input = "3" },
            new OrchestratorCompletedEvent(-1),
            new OrchestratorStartedEvent(-1),
            new TaskCompletedEvent(-1, 0, "\"checked\""),
            new SubOrchestrationInstanceCompletedEvent(-1, 1, "\"done\""),
            new SubOrchestrationInstanceFailedEvent(-1, 1, "No", null, Failure),
            new TaskFailedEvent(-1, 0, "No", null, Failure),
            new TimerFiredEvent(-1) { TimerId = 2, FireAt = new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc) },
            new EventRaisedEvent(-1, "\"yes\"") { Name = "answer" },
            new ExecutionSuspendedEvent(-1, "on hold"),
            new ExecutionResumedEvent(-1, "go on"),
            new ExecutionTerminatedEvent(-1, "enough"),
            new ExecutionCompletedEvent(4, "\"out\"", OrchestrationStatus.Failed, Failure),
            new OrchestratorCompletedEvent(-1),
        ];

        var history = RecordedHistory.Of(events);

        history.Events.ShouldBe(events.Length);
        RecordedHistory.Parse(history.ToString()).ToString().ShouldBe(history.ToString());
        foreach (var detail in new[] { "Parent", "toronto", "[1]", "two", "\\\"checked\\\"", "Inner", "answer", "on hold", "2026-03-02T12:00:00Z" })
        {
            history.ToString().ShouldContain(detail);
        }
    }

    private static FailureDetails Failure => new(
        "System.TimeoutException", "Too late", "at home", new FailureDetails("Inner", "cause", "at work", null, false), false);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static void Register(DurableTaskRegistry tasks, string first, string second)
    {
        tasks.AddActivityFunc<string, string>("Check", (_, name) => $"{name} is checked");
        tasks.AddActivityFunc<string>("Pay", (_, _) => throw new InvalidOperationException("No money"));
        tasks.AddOrchestratorFunc<string, string>("Case", (context, name) => RunAsync(context, name, first, second));
    }

    private static async Task<string> RunAsync(TaskOrchestrationContext context, string name, string first, string second)
    {
        var twice = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1)));
        var go = context.WaitForExternalEvent<string>("go");
        await context.CallActivityAsync(first, name);
        context.SetCustomStatus("checked");
        await go;
        await context.CallActivityAsync(second, name, twice);
        return "done";
    }

    private async Task<RecordedHistory> RecordAsync()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => Register(tasks, "Check", "Pay"), new DurableTaskTestHostOptions { Time = _clock }, Cancel);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Case", "Ada", new StartOrchestrationOptions("case"), Cancel);
        await UntilAsync(host, id, history => history.OfType<TaskCompletedEvent>().Any());
        await host.Client.RaiseEventAsync(id, "go", "now", Cancel);
        await UntilAsync(host, id, history => history.OfType<TimerCreatedEvent>().Any());
        _clock.Advance(TimeSpan.FromMinutes(1));
        await host.Client.WaitForInstanceCompletionAsync(id, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        return await host.RecordAsync(id, Cancel);
    }

    private static async Task UntilAsync(DurableTaskTestHost host, string id, Func<IEnumerable<HistoryEvent>, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!wanted(await host.Client.GetOrchestrationHistoryAsync(id, patience.Token)))
        {
            await Task.Delay(1, patience.Token);
        }
    }
}
