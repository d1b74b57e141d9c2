using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;
using Newtonsoft.Json.Linq;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

public sealed class ManagementTests : StoreTest
{
    [Fact]
    public async Task A_query_gives_all_instances_page_by_page()
    {
        foreach (var number in Enumerable.Range(0, 7))
        {
            await StartAsync($"case-{number}", "Any", number);
        }

        var (query, pages) = (new OrchestrationQuery { PageSize = 3 }, new List<int>());
        var ids = new List<string>();
        do
        {
            var page = await Service.GetOrchestrationWithQueryAsync(query, Cancellation);
            ids.AddRange(page.OrchestrationState.Select(state => state.OrchestrationInstance.InstanceId));
            pages.Add(page.OrchestrationState.Count);
            query.ContinuationToken = page.ContinuationToken;
        }
        while (query.ContinuationToken is not null);

        pages.ShouldBe([3, 3, 1]);
        ids.ShouldBe(Enumerable.Range(0, 7).Select(number => $"case-{number}"));
    }

    [Fact]
    public async Task A_query_finds_by_prefix_status_and_time()
    {
        await using var dispatching = await EchoAsync();
        await StartAsync("a-early", "Echo", 1);
        await EndAsync("a-early");
        Time.Advance(TimeSpan.FromMinutes(1));
        var between = Time.GetUtcNow().UtcDateTime;
        Time.Advance(TimeSpan.FromMinutes(1));
        await StartAsync("a-late", "Echo", 2, at: Time.GetUtcNow().AddDays(1));
        await StartAsync("b-late", "Echo", 3);
        await EndAsync("b-late");

        (await IdsAsync(new OrchestrationQuery { InstanceIdPrefix = "a-" })).ShouldBe(["a-early", "a-late"]);
        (await IdsAsync(new OrchestrationQuery { RuntimeStatus = [OrchestrationStatus.Pending] })).ShouldBe(["a-late"]);
        (await IdsAsync(new OrchestrationQuery { CreatedTimeFrom = between })).ShouldBe(["a-late", "b-late"]);
        (await IdsAsync(new OrchestrationQuery { CreatedTimeTo = between })).ShouldBe(["a-early"]);
    }

    [Fact]
    public async Task Inputs_and_outputs_are_read_only_when_they_are_asked_for()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, int>("Echo", (context, number) =>
            {
                context.SetCustomStatus("fine");
                return Task.FromResult(number);
            })
            .StartAsync();
        await StartAsync("case", "Echo", 1);
        await EndAsync("case");

        var whole = (await Service.GetOrchestrationWithQueryAsync(new OrchestrationQuery(), Cancellation)).OrchestrationState.Single();
        var lean = (await Service.GetOrchestrationWithQueryAsync(new OrchestrationQuery { FetchInputsAndOutputs = false }, Cancellation))
            .OrchestrationState.Single();

        (whole.Input, whole.Output, whole.Status).ShouldBe(("1", "1", "\"fine\""));
        (lean.Input, lean.Output, lean.Status).ShouldBe((null, null, "\"fine\""));
    }

    [Fact]
    public async Task A_purge_by_filter_removes_finished_instances_alone()
    {
        await using var dispatching = await EchoAsync();
        await StartAsync("done", "Echo", 1);
        await EndAsync("done");
        await StartAsync("later", "Echo", 2, at: Time.GetUtcNow().AddDays(1));

        (await Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(default, null, [OrchestrationStatus.Failed])))
            .DeletedInstanceCount.ShouldBe(0);
        (await Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(Time.GetUtcNow().UtcDateTime.AddDays(1), null, null)))
            .DeletedInstanceCount.ShouldBe(0);
        var purged = await Service.PurgeInstanceStateAsync(new PurgeInstanceFilter(default, null, null));

        (purged.DeletedInstanceCount, purged.IsComplete).ShouldBe((1, true));
        (await IdsAsync(new OrchestrationQuery())).ShouldBe(["later"]);
    }

    [Fact]
    public async Task A_purge_by_time_removes_what_ended_before()
    {
        await using var dispatching = await EchoAsync();
        await StartAsync("early", "Echo", 1);
        await EndAsync("early");
        Time.Advance(TimeSpan.FromHours(1));
        await StartAsync("late", "Echo", 1);
        await EndAsync("late");

        await Service.PurgeOrchestrationHistoryAsync(
            Time.GetUtcNow().UtcDateTime.AddMinutes(-1), OrchestrationStateTimeRangeFilterType.OrchestrationCompletedTimeFilter);

        (await IdsAsync(new OrchestrationQuery())).ShouldBe(["late"]);
    }

    [Fact]
    public async Task A_history_is_told_as_the_framework_writes_it()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, int>("Call", async (context, number) => await context.CallActivityAsync<int>("Echo", number))
            .Activity<int, int>("Echo", (_, number) => Task.FromResult(number))
            .StartAsync();
        await StartAsync("case", "Call", 5);
        var end = await EndAsync("case");

        var history = JArray.Parse(await Service.GetOrchestrationHistoryAsync("case", end.OrchestrationInstance.ExecutionId));

        history.Select(item => (EventType)item.Value<int>("EventType")).ShouldBe([
            EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.TaskScheduled, EventType.OrchestratorCompleted,
            EventType.OrchestratorStarted, EventType.TaskCompleted, EventType.ExecutionCompleted, EventType.OrchestratorCompleted]);
        history[5]!.Value<string>("Result").ShouldBe("5");
        (await Service.GetOrchestrationHistoryAsync("case", "another execution")).ShouldBe("[]");
    }

    [Fact]
    public async Task Input_history_and_custom_status_of_many_megabytes_work()
    {
        var large = new string('x', 5_000_000);
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Large", async (context, input) =>
            {
                context.SetCustomStatus(input);
                var output = await context.CallActivityAsync<string>("Echo", input);
                await context.WaitForExternalEvent<string>("go");
                return output;
            })
            .Activity<string, string>("Echo", (_, text) => Task.FromResult(text))
            .StartAsync();
        await StartAsync("large", "Large", large);
        await UntilAsync("large", state => state.Status?.Length > 5_000_000);

        await RaiseAsync("large", "go", large);

        var end = await EndAsync("large");
        (JsonSerializer.Deserialize<string>(end.Output), end.Input.Length, end.Status.Length).ShouldBe((large, 5_000_002, 5_000_002));
    }

    [Fact]
    public async Task Who_waits_for_an_instance_that_does_not_end_in_time_gets_nothing()
    {
        await StartAsync("later", "Any", at: Time.GetUtcNow().AddDays(1));

        var wait = Service.WaitForOrchestrationAsync("later", null, TimeSpan.FromMinutes(1), Cancellation);
        wait.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await wait.WaitAsync(Patience, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_history_that_can_not_be_read_ends_its_instance_as_failed_with_the_reason()
    {
        await using (await WaitingAsync())
        {
            await StartAsync("case", "Wait");
            await UntilAsync("case", state => state.OrchestrationStatus == OrchestrationStatus.Running);
        }

        await Service.StopAsync();
        using (var file = Storage.DatabaseFile.Open(DatabasePath))
        {
            Storage.DatabaseFile.Run(file, "UPDATE history SET events = x'01FF'");
        }

        await ReopenAsync();
        await using var dispatching = await WaitingAsync();
        await RaiseAsync("case", "word", "hello");

        var end = await EndAsync("case");
        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Failed);
        end.FailureDetails.ErrorMessage.ShouldStartWith("The orchestration can't go on: what the store has of it can't be read.");
    }

    private Task<Dispatching> EchoAsync() =>
        Dispatching().Orchestration<int, int>("Echo", (_, number) => Task.FromResult(number)).StartAsync();

    private Task<Dispatching> WaitingAsync() => Dispatching()
        .Orchestration<string, string>("Wait", async (context, _) => await context.WaitForExternalEvent<string>("word"))
        .StartAsync();

    private async Task<IEnumerable<string>> IdsAsync(OrchestrationQuery query) =>
        (await Service.GetOrchestrationWithQueryAsync(query, Cancellation)).OrchestrationState
            .Select(state => state.OrchestrationInstance.InstanceId);
}
