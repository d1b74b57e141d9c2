using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Tests;

public sealed class RecordedHistoryTests : EngineTest
{
    [Fact]
    public async Task A_recorded_history_replays_against_the_code_that_made_it()
    {
        var history = await RecordAsync();

        history.Replay(tasks => Register(tasks, "Check", "Pay"));

        history.Orchestrator.ShouldBe("Case");
        history.Events.ShouldBe(11);
    }

    [Fact]
    public async Task Code_that_asks_in_another_order_is_refused_with_the_event_and_both_sides_named()
    {
        var history = await RecordAsync();

        var error = Should.Throw<NonDeterministicOrchestrationException>(() => history.Replay(tasks => Register(tasks, "Pay", "Check")));

        error.Message.ShouldBe(
            "Non-deterministic orchestrator: at event 1 the history has activity 'Check' (task 0), but the code asked for activity 'Pay' (task 0).");
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
    public async Task Its_shape_says_what_happened_and_not_to_whom()
    {
        (await RecordAsync()).Shape.Split('\n').ShouldBe(
        [
            "ExecutionStarted", "calls Check", "TaskCompleted", "EventRaised", "calls Pay", "TaskFailed", "TimerCreated", "TimerFired",
            "calls Pay", "TaskFailed", "ends as Failed",
        ]);
    }

    [Theory]
    [InlineData("", "at $")]
    [InlineData("""{"of":{"orchestrator":"Case","version":"","instanceId":"a"},"turns":[{"at":"2026-03-01T12:00:00Z","events":[{"kind":"Unheard"}]}]}""", "$.turns[0].events[0]")]
    [InlineData("""{"of":{"orchestrator":"Case","version":"","instanceId":"a"},"turns":[],"more":1}""", "more")]
    public void What_is_no_history_is_refused_with_its_place(string text, string place) =>
        Should.Throw<FormatException>(() => RecordedHistory.Parse(text)).Message.ShouldContain(place);

    private static void Register(DurableTaskRegistry tasks, string first, string second)
    {
        var twice = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1)));
        tasks.AddActivityFunc<string, string>("Check", (_, name) => $"{name} is checked");
        tasks.AddActivityFunc<string>("Pay", (_, _) => throw new InvalidOperationException("No money"));
        tasks.AddOrchestratorFunc<string, string>("Case", async (context, name) =>
        {
            var go = context.WaitForExternalEvent<string>("go");
            await context.CallActivityAsync(first, name);
            await go;
            await context.CallActivityAsync(second, name, twice);
            return "done";
        });
    }

    private async Task<RecordedHistory> RecordAsync()
    {
        await StartAsync(tasks => Register(tasks, "Check", "Pay"));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Case", "Ada", Cancellation);
        while (Host.Record(id).Events < 3)
        {
            await Task.Yield();
        }

        await Client.RaiseEventAsync(id, "go", "now", Cancellation);
        while (Host.Record(id).Events < 7)
        {
            await Task.Yield();
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        await EndOf(id);
        return Host.Record(id);
    }
}
