using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class InstanceManagementTests : EngineTest
{
    [Fact]
    public async Task An_id_in_use_is_refused_while_its_instance_is_unfinished_and_reused_after()
    {
        await StartAsync(Tasks);
        var options = new StartOrchestrationOptions("order-1");
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() =>
            Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation));
        await Client.TerminateInstanceAsync("order-1", Cancellation);
        await Client.ScheduleNewOrchestrationInstanceAsync("Quick", options, Cancellation);

        (await EndOf("order-1")).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task The_states_in_which_an_instance_is_kept_can_be_chosen()
    {
        await StartAsync(Tasks);
        var options = new StartOrchestrationOptions("order-1");
        await RunAsync("Quick", options: options);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), Cancellation));
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", options.WithDedupeStatuses(), Cancellation);
        await Client.ScheduleNewOrchestrationInstanceAsync("Quick", options.WithDedupeStatuses(), Cancellation);

        (await EndOf("order-1")).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Of_many_starts_of_one_id_one_succeeds()
    {
        await StartAsync(Tasks);

        var starts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try
            {
                await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("one"), Cancellation);
                return 1;
            }
            catch (OrchestrationAlreadyExistsException)
            {
                return 0;
            }
        }));

        starts.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task Inputs_and_outputs_come_only_if_asked_for()
    {
        await StartAsync(Tasks);
        var end = await RunAsync("Quick", "in");

        var plain = (await Client.GetInstanceAsync(end.InstanceId, Cancellation)).ShouldNotBeNull();

        plain.SerializedInput.ShouldBeNull();
        plain.SerializedOutput.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => plain.ReadOutputAs<string>());
        end.SerializedInput.ShouldBe("\"in\"");
        end.SerializedOutput.ShouldBe("\"done\"");
    }

    [Fact]
    public async Task An_instance_carries_its_tags_and_times()
    {
        await StartAsync(Tasks);
        var began = Clock.GetUtcNow();
        var options = new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["region"] = "ca-on" } };
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Cancellation);
        await StartOf(id);
        Clock.Advance(TimeSpan.FromMinutes(5));

        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        var end = await EndOf(id);
        end.Tags.ShouldHaveSingleItem().ShouldBe(new("region", "ca-on"));
        end.CreatedAt.ShouldBe(began);
        end.LastUpdatedAt.ShouldBe(began.AddMinutes(5));
    }

    [Fact]
    public async Task A_query_selects_by_status_time_and_prefix_page_by_page()
    {
        await StartAsync(Tasks);
        for (var i = 0; i < 25; i++)
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions($"wait-{i:00}"), Cancellation);
            await RunAsync("Quick", options: new StartOrchestrationOptions($"quick-{i:00}"));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await Ids(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 7))).Count.ShouldBe(25);
        (await Ids(new OrchestrationQuery(InstanceIdPrefix: "wait-1"))).ShouldBe(Enumerable.Range(10, 10).Select(i => $"wait-{i}"));
        (await Ids(new OrchestrationQuery(CreatedFrom: Clock.GetUtcNow().AddMinutes(-2)))).Count.ShouldBe(4);
        var pages = 0;
        await foreach (var page in Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 20)).AsPages())
        {
            page.Values.Count.ShouldBeLessThanOrEqualTo(20);
            pages++;
        }

        pages.ShouldBe(3);
    }

    [Fact]
    public async Task Finished_ids_are_listed_in_the_order_of_their_end()
    {
        await StartAsync(Tasks);
        foreach (var id in new[] { "b", "c", "a" })
        {
            await RunAsync("Quick", options: new StartOrchestrationOptions(id));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var first = await Client.ListInstanceIdsAsync(pageSize: 2, cancellation: Cancellation);
        var second = await Client.ListInstanceIdsAsync(pageSize: 2, lastInstanceKey: first.ContinuationToken, cancellation: Cancellation);

        first.Values.ShouldBe(["b", "c"]);
        second.Values.ShouldBe(["a"]);
        second.ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task Only_finished_instances_are_purged()
    {
        await StartAsync(Tasks);
        var waiting = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);
        var done = await RunAsync("Quick");

        (await Client.PurgeInstanceAsync(waiting, Cancellation)).PurgedInstanceCount.ShouldBe(0);
        (await Client.PurgeInstanceAsync(done.InstanceId, Cancellation)).PurgedInstanceCount.ShouldBe(1);

        (await Client.GetInstanceAsync(done.InstanceId, Cancellation)).ShouldBeNull();
        (await Client.GetInstanceAsync(waiting, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_purge_takes_sub_orchestrations_along_if_asked()
    {
        await StartAsync(Tasks);
        await RunAsync("Parent", options: new StartOrchestrationOptions("parent"));

        (await Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true), Cancellation))
            .PurgedInstanceCount.ShouldBe(2);

        (await Client.GetInstanceAsync("child", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_purge_by_filter_removes_what_it_selects()
    {
        await StartAsync(Tasks);
        await RunAsync("Quick", options: new StartOrchestrationOptions("old"));
        Clock.Advance(TimeSpan.FromDays(1));
        var today = Clock.GetUtcNow();
        await RunAsync("Quick", options: new StartOrchestrationOptions("new"));
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Cancellation);

        var result = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedFrom: today), Cancellation);

        result.PurgedInstanceCount.ShouldBe(1);
        (await Client.GetInstanceAsync("old", Cancellation)).ShouldNotBeNull();
        (await Client.GetInstanceAsync("new", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Waiting_for_an_instance_that_is_not_there_is_an_error()
    {
        await StartAsync(Tasks);

        await Should.ThrowAsync<InvalidOperationException>(() => Client.WaitForInstanceCompletionAsync("nobody", Cancellation));
    }

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go"))
        .AddOrchestratorFunc("Quick", _ => "done")
        .AddOrchestratorFunc("Parent", context =>
            context.CallSubOrchestratorAsync("Quick", options: new SubOrchestrationOptions(instanceId: "child")));

    private async Task<List<string>> Ids(OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(query))
        {
            ids.Add(instance.InstanceId);
        }

        return ids;
    }
}
