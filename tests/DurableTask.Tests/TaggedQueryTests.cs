using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class TaggedQueryTests : EngineTest
{
    [Fact]
    public async Task A_query_selects_the_instances_that_bear_all_of_its_tags()
    {
        await StartWithAsync(("a", "newborn", "ON"), ("b", "newborn", "BC"), ("c", "retirement", "ON"));

        (await IdsAsync(("service", "newborn"))).ShouldBe(["a", "b"]);
        (await IdsAsync(("service", "newborn"), ("province", "ON"))).ShouldBe(["a"]);
        (await IdsAsync(("service", "moving"))).ShouldBeEmpty();
        (await IdsAsync(("agency", "newborn"))).ShouldBeEmpty();
        (await IdsAsync()).ShouldBe(["a", "b", "c", "untagged"]);
    }

    [Fact]
    public async Task Tags_of_any_text_are_found()
    {
        const string odd = "it's \"$.odd\" % ∅";
        await StartWithAsync(("a", odd, "x"), ("b", "plain", "x"));

        (await IdsAsync(("service", odd))).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Its_other_conditions_and_its_pages_hold_too()
    {
        await StartWithAsync([.. Enumerable.Range(0, 25).Select(i => ($"case-{i:00}", i % 2 == 0 ? "even" : "odd", "x")), ("other", "even", "x")]);
        var query = new TaggedOrchestrationQuery
        {
            Tags = new Dictionary<string, string> { ["service"] = "even" },
            InstanceIdPrefix = "case-",
            Statuses = [OrchestrationRuntimeStatus.Running],
            PageSize = 5,
        };

        var pages = await Client.GetAllInstancesAsync(query).AsPages().ToListAsync(Cancellation);

        pages.ConvertAll(page => page.Values.Count).ShouldBe([5, 5, 3]);
        pages.SelectMany(page => page.Values).Select(instance => instance.InstanceId).ShouldBe(
            Enumerable.Range(0, 25).Where(i => i % 2 == 0).Select(i => $"case-{i:00}"));
    }

    private async Task StartWithAsync(params (string Id, string Service, string Province)[] instances)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("go")));
        foreach (var (id, service, province) in instances)
        {
            var tags = new Dictionary<string, string> { ["service"] = service, ["province"] = province };
            await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id) { Tags = tags }, Cancellation);
            await StartOf(id);
        }

        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("untagged"), Cancellation);
    }

    private async Task<List<string>> IdsAsync(params (string Key, string Value)[] tags) =>
        await Client.GetAllInstancesAsync(new TaggedOrchestrationQuery { Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value) })
            .Select(instance => instance.InstanceId).ToListAsync(Cancellation);
}
