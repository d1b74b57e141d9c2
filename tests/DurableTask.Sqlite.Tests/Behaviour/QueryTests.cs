using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class QueryTests : BehaviourTest
{
    [Fact]
    public async Task Everything_is_found_without_a_filter()
    {
        await StartFiveAsync();

        (await IdsAsync(null)).ShouldBe(["a1", "a2", "b1", "b2", "waits"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_is_found_in_an_empty_engine()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Nothing", _ => Task.CompletedTask));

        (await IdsAsync(new OrchestrationQuery())).ShouldBeEmpty();
        (await PagesAsync(new OrchestrationQuery())).SelectMany(page => page.Values).ShouldBeEmpty();
    }

    [Fact]
    public async Task Instances_are_found_by_the_beginning_of_their_ids()
    {
        await StartFiveAsync();

        (await IdsAsync(new OrchestrationQuery(InstanceIdPrefix: "a"))).ShouldBe(["a1", "a2"], ignoreOrder: true);
        (await IdsAsync(new OrchestrationQuery(InstanceIdPrefix: "c"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Instances_are_found_by_status()
    {
        await StartFiveAsync();

        (await IdsAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running]))).ShouldBe(["waits"]);
        (await IdsAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running])))
            .Count.ShouldBe(5);
        (await IdsAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed]))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Instances_are_found_by_the_time_of_their_creation()
    {
        await StartFiveAsync();
        var created = (await Get("b1")).CreatedAt;

        (await IdsAsync(new OrchestrationQuery(CreatedFrom: created.AddMinutes(1)))).ShouldBeEmpty();
        (await IdsAsync(new OrchestrationQuery(CreatedTo: created.AddMinutes(-1)))).ShouldBeEmpty();
        (await IdsAsync(new OrchestrationQuery(created.AddMinutes(-1), created.AddMinutes(1)))).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Conditions_are_combined()
    {
        await StartFiveAsync();

        (await IdsAsync(new OrchestrationQuery(InstanceIdPrefix: "w", Statuses: [OrchestrationRuntimeStatus.Completed]))).ShouldBeEmpty();
        (await IdsAsync(new OrchestrationQuery(InstanceIdPrefix: "w", Statuses: [OrchestrationRuntimeStatus.Running]))).ShouldBe(["waits"]);
    }

    [Fact]
    public async Task Pages_are_of_the_size_that_was_asked_for_and_hold_everything_once()
    {
        await StartFiveAsync();

        var pages = await PagesAsync(new OrchestrationQuery(PageSize: 2));

        pages.ShouldAllBe(page => page.Values.Count <= 2);
        pages.SelectMany(page => page.Values).Select(state => state.InstanceId).ShouldBe(["a1", "a2", "b1", "b2", "waits"], ignoreOrder: true);
        pages[^1].ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_list_goes_on_from_the_token_of_a_page()
    {
        await StartFiveAsync();
        var first = (await PagesAsync(new OrchestrationQuery(PageSize: 2)))[0];

        var rest = new List<string>();
        var pages = Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages(first.ContinuationToken);
        await foreach (var page in pages.WithCancellation(Cancellation))
        {
            rest.AddRange(page.Values.Select(state => state.InstanceId));
        }

        rest.Count.ShouldBe(3);
        rest.Intersect(first.Values.Select(state => state.InstanceId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Inputs_and_outputs_are_there_if_asked_for()
    {
        await StartFiveAsync();
        var query = new OrchestrationQuery(InstanceIdPrefix: "a1");

        var bare = (await PagesAsync(query))[0].Values.ShouldHaveSingleItem();
        bare.Name.ShouldBe("Echo");
        Should.Throw<InvalidOperationException>(() => bare.ReadInputAs<string>());

        var full = (await PagesAsync(query with { FetchInputsAndOutputs = true }))[0].Values.ShouldHaveSingleItem();
        full.ReadInputAs<string>().ShouldBe("input of a1");
        full.ReadOutputAs<string>().ShouldBe("input of a1");
    }

    [Fact]
    public async Task A_purged_instance_is_gone()
    {
        await StartFiveAsync();

        (await Client.PurgeInstanceAsync("a1", Cancellation)).PurgedInstanceCount.ShouldBe(1);

        (await Client.GetInstanceAsync("a1", Cancellation)).ShouldBeNull();
        (await IdsAsync(null)).ShouldBe(["a2", "b1", "b2", "waits"], ignoreOrder: true);
        (await Client.PurgeInstanceAsync("a1", Cancellation)).PurgedInstanceCount.ShouldBe(0);
    }

    [Fact]
    public async Task The_id_of_a_purged_instance_can_be_taken_again()
    {
        await StartFiveAsync();
        await Client.PurgeInstanceAsync("a1", Cancellation);

        (await RunAsync("Echo", "new", "a1")).ReadOutputAs<string>().ShouldBe("new");
    }

    [Fact]
    public async Task Instances_are_purged_by_time_and_status()
    {
        await StartFiveAsync();
        var created = (await Get("b1")).CreatedAt;
        OrchestrationRuntimeStatus[] completed = [OrchestrationRuntimeStatus.Completed];

        (await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(created.AddMinutes(1), null, completed), Cancellation))
            .PurgedInstanceCount.ShouldBe(0);
        (await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(created.AddMinutes(-1), created.AddMinutes(1), completed), Cancellation))
            .PurgedInstanceCount.ShouldBe(4);

        (await IdsAsync(null)).ShouldBe(["waits"]);
    }

    private async Task StartFiveAsync()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
            .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        foreach (var id in new[] { "a1", "a2", "b1", "b2" })
        {
            await RunAsync("Echo", $"input of {id}", id);
        }

        await StartOf(await ScheduleAsync("Wait", id: "waits"));
    }

    private async Task<List<string>> IdsAsync(OrchestrationQuery? query)
    {
        var ids = new List<string>();
        await foreach (var state in Client.GetAllInstancesAsync(query).WithCancellation(Cancellation))
        {
            ids.Add(state.InstanceId);
        }

        return ids;
    }

    private async Task<List<Page<OrchestrationMetadata>>> PagesAsync(OrchestrationQuery query)
    {
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages().WithCancellation(Cancellation))
        {
            pages.Add(page);
        }

        return pages;
    }
}
