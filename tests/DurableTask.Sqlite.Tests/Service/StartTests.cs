using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using DurableTask.Core.Tracing;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

public sealed class StartTests : StoreTest
{
    private static readonly OrchestrationStatus[] EveryStatus = Enum.GetValues<OrchestrationStatus>();

    [Fact]
    public async Task Of_two_starts_of_an_id_at_once_one_runs_and_the_other_is_refused()
    {
        var starts = Enumerable.Range(0, 2).Select(number => StartAsync("twice", "Echo", number, dedupe: [])).ToList();

        await Task.WhenAll(starts).ContinueWith(_ => { }, TaskScheduler.Default);

        starts.Count(start => start.IsCompletedSuccessfully).ShouldBe(1);
        starts.Single(start => start.IsFaulted).Exception!.InnerException.ShouldBeOfType<OrchestrationAlreadyExistsException>();
        await using var dispatching = await EchoAsync();
        (await EndAsync("twice")).OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
    }

    [Fact]
    public async Task A_start_of_an_id_that_is_not_finished_is_refused_whatever_the_caller_allows()
    {
        await StartAsync("busy", "Echo");

        (await Should.ThrowAsync<OrchestrationAlreadyExistsException>(StartAsync("busy", "Echo", dedupe: [])))
            .Message.ShouldBe("An orchestration with the instance id 'busy' and status Pending already exists.");
    }

    [Fact]
    public async Task A_finished_instance_is_replaced_unless_its_status_is_one_that_the_caller_names()
    {
        await using var dispatching = await EchoAsync();
        await StartAsync("again", "Echo", 1);
        await EndAsync("again");

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(StartAsync("again", "Echo", 2, EveryStatus));
        await StartAsync("again", "Echo", 3, [OrchestrationStatus.Failed, OrchestrationStatus.Running]);

        var end = await UntilAsync("again", state => state is { OrchestrationStatus: OrchestrationStatus.Completed, Output: not "1" });
        (end.Output, end.Generation).ShouldBe(("3", 1));
        (await Service.GetHistoryAsync("again")).OfType<ExecutionStartedEvent>().ShouldHaveSingleItem().Input.ShouldBe("3");
    }

    [Fact]
    public async Task An_instance_that_starts_later_is_pending_until_then_and_keeps_what_comes_before()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("word"))
            .StartAsync();
        var at = Time.GetUtcNow().AddHours(1);

        await StartAsync("later", "Wait", at: at);
        await RaiseAsync("later", "word", "early");

        var state = await StateAsync("later");
        (state.OrchestrationStatus, state.ScheduledStartTime).ShouldBe((OrchestrationStatus.Pending, at.UtcDateTime));
        Time.Advance(TimeSpan.FromHours(2));
        (await EndAsync("later")).Output.ShouldBe("\"early\"");
    }

    [Fact]
    public async Task An_instance_that_starts_later_starts_after_a_restart_too()
    {
        await StartAsync("later", "Echo", 7, at: Time.GetUtcNow().AddHours(1));
        await RaiseAsync("later", "word", "early");
        await ReopenAsync();
        await using var dispatching = await EchoAsync();

        Time.Advance(TimeSpan.FromHours(2));

        (await EndAsync("later")).Output.ShouldBe("7");
    }

    [Fact]
    public async Task An_instance_that_starts_later_is_terminated_at_once_and_its_code_does_not_run()
    {
        await using var dispatching = await EchoAsync();
        await StartAsync("later", "Echo", at: Time.GetUtcNow().AddHours(1));

        await Service.ForceTerminateTaskOrchestrationAsync("later", "not needed");

        var end = await EndAsync("later");
        (end.OrchestrationStatus, end.Output).ShouldBe((OrchestrationStatus.Terminated, "not needed"));
        Time.Advance(TimeSpan.FromHours(2));
        await StartAsync("after", "Echo");
        await EndAsync("after");
        (await StateAsync("later")).OrchestrationStatus.ShouldBe(OrchestrationStatus.Terminated);
        (await Service.GetHistoryAsync("later")).Select(item => item.EventType).ShouldBe([
            EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.ExecutionTerminated, EventType.ExecutionCompleted,
            EventType.OrchestratorCompleted]);
    }

    [Fact]
    public async Task What_a_start_carries_is_kept()
    {
        var instance = new OrchestrationInstance { InstanceId = "carries", ExecutionId = "e1" };
        var parent = new ParentInstance
        {
            Name = "Parent", Version = "1", TaskScheduleId = 3, OrchestrationInstance = new OrchestrationInstance { InstanceId = "p" },
        };
        await Service.CreateTaskOrchestrationAsync(new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, "1")
            {
                Name = "Echo",
                Version = string.Empty,
                OrchestrationInstance = instance,
                ParentInstance = parent,
                ParentTraceContext = new DistributedTraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "k=v"),
                Tags = new Dictionary<string, string> { ["service"] = "newborn" },
            },
        });
        await ReopenAsync();
        await using var dispatching = await EchoAsync();

        var end = await EndAsync("carries");

        end.Tags["service"].ShouldBe("newborn");
        (end.ParentInstance.Name, end.ParentInstance.TaskScheduleId).ShouldBe(("Parent", 3));
        (end.ParentInstance.OrchestrationInstance.InstanceId, end.OrchestrationInstance.ExecutionId).ShouldBe(("p", "e1"));
        var started = (await Service.GetHistoryAsync("carries")).OfType<ExecutionStartedEvent>().Single();
        started.ParentTraceContext.TraceParent.ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        started.ParentTraceContext.TraceState.ShouldBe("k=v");
    }

    [Fact]
    public async Task An_entity_is_refused_with_a_clear_message() =>
        (await Should.ThrowAsync<NotSupportedException>(() => RaiseAsync("@counter@one", "add", 1)))
            .Message.ShouldStartWith("The sqlite storage provider has no durable entities, so that '@counter@one' can't be called.");

    [Theory]
    [InlineData("", 1, 5, "DatabasePath is missing.")]
    [InlineData("hub.db", 0, 5, "MaxConcurrentActivities must be at least 1; it is 0.")]
    [InlineData("hub.db", 1, 2, "MaxCrashes must be at least 3; it is 2.")]
    public void Options_that_can_not_work_are_refused(string path, int activities, int crashes, string fault)
    {
        var options = new SqliteOrchestrationOptions { DatabasePath = path, MaxConcurrentActivities = activities, MaxCrashes = crashes };

        Should.Throw<ArgumentException>(options.Validate).Message.ShouldContain(fault);
    }

    private Task<Dispatching> EchoAsync() =>
        Dispatching().Orchestration<int, int>("Echo", (_, number) => Task.FromResult(number)).StartAsync();
}
