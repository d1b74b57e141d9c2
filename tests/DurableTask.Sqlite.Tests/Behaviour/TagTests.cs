using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class TagTests : BehaviourTest
{
    [Fact]
    public async Task Tags_survive_every_generation()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Count", (context, number) =>
        {
            if (number < 3)
            {
                context.ContinueAsNew(number + 1);
            }

            return number;
        }));

        var end = await EndOf(await StartTaggedAsync("Count", 0, new() { ["province"] = "on" }));

        end.ReadOutputAs<int>().ShouldBe(3);
        end.Tags.ShouldContainKeyAndValue("province", "on");
    }

    [Fact]
    public async Task A_child_has_the_tags_of_its_parent_and_its_own()
    {
        var options = new SubOrchestrationOptions(new TaskOptions(tags: new Dictionary<string, string> { ["city"] = "toronto" }), "child");
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child", options: options))
            .AddOrchestratorFunc("Child", _ => "done"));

        await EndOf(await StartTaggedAsync("Parent", null, new() { ["province"] = "on" }));

        var tags = (await Get("child")).Tags;
        tags.ShouldContainKeyAndValue("province", "on");
        tags.ShouldContainKeyAndValue("city", "toronto");
    }

    [Fact]
    public async Task Any_text_is_a_tag()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Done", _ => "done"));
        var tags = new Dictionary<string, string> { ["a \"key\""] = "d'une {valeur}\n🙂", ["empty"] = "" };

        (await EndOf(await StartTaggedAsync("Done", null, tags))).Tags.ShouldBe(tags, ignoreOrder: true);
    }

    [Fact]
    public async Task Tags_are_told_by_a_query_and_kept_over_a_restart()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        await StartOf(await StartTaggedAsync("Wait", null, new() { ["province"] = "on" }));

        await Host.RestartAsync(cancellation: Cancellation);

        await foreach (var state in Client.GetAllInstancesAsync().WithCancellation(Cancellation))
        {
            state.Tags.ShouldContainKeyAndValue("province", "on");
        }
    }

    private Task<string> StartTaggedAsync(TaskName name, object? input, Dictionary<string, string> tags) =>
        Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions { Tags = tags }, Cancellation);
}
