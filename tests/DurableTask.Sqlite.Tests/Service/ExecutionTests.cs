using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

/// <summary>What comes for an execution that is over, or for nobody, is void, and does no harm.</summary>
public sealed class ExecutionTests : StoreTest
{
    private readonly Gate _first = new();
    private readonly Gate _second = new();
    private readonly ConcurrentQueue<string> _runs = new();

    internal override SqliteOrchestrationOptions Options() => new() { DatabasePath = DatabasePath, MaxConcurrentActivities = 1 };

    [Fact]
    public async Task Events_for_an_instance_that_is_not_there_or_has_ended_do_no_harm()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, int>("Echo", (_, number) => Task.FromResult(number))
            .StartAsync();
        await StartAsync("done", "Echo", 1);
        await EndAsync("done");

        await RaiseAsync("nobody", "word", 1);
        await RaiseAsync("done", "word", 1);
        await SendAsync("done", new ExecutionTerminatedEvent(-1, "late"));

        (await Service.GetOrchestrationStateAsync("nobody", null)).ShouldBeNull();
        (await StateAsync("done")).OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
    }

    [Fact]
    public async Task An_event_right_after_the_start_is_not_lost()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("word"))
            .StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            await StartAsync($"{number}", "Wait");
            await RaiseAsync($"{number}", "word", "soon");
        }));

        foreach (var number in Enumerable.Range(0, 50))
        {
            (await EndAsync($"{number}")).Output.ShouldBe("\"soon\"");
        }
    }

    [Fact]
    public async Task An_instance_that_is_purged_while_its_activity_runs_does_not_come_back()
    {
        await using var dispatching = await WorkAsync();
        await StartAsync("gone", "Work", "first");
        await _first.Reached;

        (await Service.PurgeInstanceStateAsync("gone")).DeletedInstanceCount.ShouldBe(1);
        _first.Open();
        await StartAsync("next", "Work", "free");
        await EndAsync("next");

        (await Service.GetOrchestrationStateAsync("gone", null)).ShouldBeNull();
        (await Service.GetHistoryAsync("gone")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_that_is_purged_while_its_code_runs_does_not_come_back()
    {
        using var mayGoOn = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Code", (_, text) =>
            {
                entered.TrySetResult();
                mayGoOn.Wait(Cancellation);
                return Task.FromResult(text);
            })
            .StartAsync();
        await StartAsync("gone", "Code", "x");
        await entered.Task.WaitAsync(Patience, Cancellation);

        await Service.PurgeInstanceStateAsync("gone");
        mayGoOn.Set();
        await StartAsync("next", "Code", "y");
        await EndAsync("next");

        (await Service.GetOrchestrationStateAsync("gone", null)).ShouldBeNull();
    }

    [Fact]
    public async Task A_replaced_instance_begins_anew_and_late_answers_for_the_old_one_are_void()
    {
        await using var dispatching = await WorkAsync();
        await StartAsync("case", "Work", "first");
        await _first.Reached;
        await Service.ForceTerminateTaskOrchestrationAsync("case", "stop");
        await EndAsync("case");
        await StartAsync("case", "Work", "second");

        _first.Open();
        await _second.Reached;
        _second.Open();

        var end = await UntilAsync("case", state => state.OrchestrationStatus == OrchestrationStatus.Completed);
        end.Output.ShouldBe("\"second\"");
        (await Service.GetHistoryAsync("case")).OfType<TaskCompletedEvent>().ShouldHaveSingleItem().Result.ShouldBe("\"second\"");
    }

    [Fact]
    public async Task Calls_of_a_terminated_instance_that_have_not_begun_are_made_no_more()
    {
        await using var dispatching = await WorkAsync();
        await StartAsync("busy", "Work", "first");
        await _first.Reached;
        await StartAsync("stopped", "Work", "never");
        await UntilAsync("stopped", state => state.OrchestrationStatus == OrchestrationStatus.Running);
        await Service.ForceTerminateTaskOrchestrationAsync("stopped", "stop");
        await EndAsync("stopped");

        _first.Open();
        await EndAsync("busy");
        await StartAsync("next", "Work", "free");
        await EndAsync("next");

        _runs.ShouldBe(["first", "free"]);
    }

    [Fact]
    public async Task The_answer_of_a_child_is_void_for_a_parent_that_was_started_again()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, string>("Parent", async (context, round) => round == 0
                ? await context.CallSubOrchestratorAsync<string>("Work", "first", new SubOrchestrationOptions { InstanceId = "child" })
                : await context.WaitForExternalEvent<string>("go"))
            .Orchestration<string, string>("Work", async (context, what) => await context.CallActivityAsync<string>("Work", what))
            .Activity<string, string>("Work", WorkAsync)
            .StartAsync();
        await StartAsync("parent", "Parent", 0);
        await _first.Reached;
        await Service.ForceTerminateTaskOrchestrationAsync("parent", "stop");
        await EndAsync("parent");
        await StartAsync("parent", "Parent", 1);

        _first.Open();
        (await EndAsync("child")).Output.ShouldBe("\"first\"");
        await RaiseAsync("parent", "go", "two");

        var end = await UntilAsync("parent", state => state.OrchestrationStatus == OrchestrationStatus.Completed);
        end.Output.ShouldBe("\"two\"");
        (await Service.GetHistoryAsync("parent")).OfType<SubOrchestrationInstanceCompletedEvent>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_under_the_id_of_an_instance_that_is_not_finished_fails_for_its_parent_and_harms_nobody()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Parent", async (context, _) =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>(
                        "Wait", options: new SubOrchestrationOptions { InstanceId = "taken" });
                }
                catch (TaskFailedException e)
                {
                    return e.FailureDetails.ErrorMessage;
                }
            })
            .Orchestration<string, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("word"))
            .StartAsync();
        await StartAsync("taken", "Wait");
        await UntilAsync("taken", state => state.OrchestrationStatus == OrchestrationStatus.Running);

        await StartAsync("parent", "Parent");

        (await EndAsync("parent")).Output.ShouldContain("is not finished, so that no other can be started");
        await RaiseAsync("taken", "word", "here");
        (await EndAsync("taken")).Output.ShouldBe("\"here\"");
    }

    [Fact]
    public async Task A_suspended_instance_takes_its_events_when_it_goes_on()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("word"))
            .StartAsync();
        await StartAsync("s", "Wait");
        await Client.SuspendAsync("s");
        await UntilAsync("s", state => state.OrchestrationStatus == OrchestrationStatus.Suspended);

        await RaiseAsync("s", "word", "kept");
        await UntilAsync("s", state => state.OrchestrationStatus == OrchestrationStatus.Suspended);
        await Client.ResumeAsync("s");

        (await EndAsync("s")).Output.ShouldBe("\"kept\"");
    }

    [Fact]
    public async Task A_work_item_that_is_given_back_comes_again_after_a_rest()
    {
        await StartAsync("case", "Any");
        var item = await Service.LockNextTaskOrchestrationWorkItemAsync(Patience, Cancellation);
        await Service.AbandonTaskOrchestrationWorkItemAsync(item!);
        await Service.ReleaseTaskOrchestrationWorkItemAsync(item!);

        var again = Service.LockNextTaskOrchestrationWorkItemAsync(TimeSpan.FromHours(1), Cancellation);
        again.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromSeconds(1));

        (await again.WaitAsync(Patience, Cancellation))!.NewMessages.ShouldHaveSingleItem().Event.ShouldBeOfType<ExecutionStartedEvent>();
    }

    private Task<Dispatching> WorkAsync() => Dispatching()
        .Orchestration<string, string>("Work", async (context, what) => await context.CallActivityAsync<string>("Work", what))
        .Activity<string, string>("Work", WorkAsync)
        .StartAsync();

    private async Task<string?> WorkAsync(TaskActivityContext context, string? what)
    {
        _runs.Enqueue(what!);
        await (what switch
        {
            "first" => _first.PassAsync(),
            "second" => _second.PassAsync(),
            _ => Task.CompletedTask,
        });
        return what;
    }
}
