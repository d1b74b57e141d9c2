using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>Events that come before anybody waits for them, or between two generations, are not lost.</summary>
public sealed class EarlyEventTests : BehaviourTest
{
    private const int Many = 100;

    [Fact]
    public async Task An_event_sent_right_after_the_start_arrives()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<int>("number")));

        var ends = await Task.WhenAll(Enumerable.Range(0, Many).Select(async number =>
        {
            var id = await ScheduleAsync("Wait", id: $"instance {number}");
            await Client.RaiseEventAsync(id, "number", number, Cancellation);
            return await EndOf(id);
        }));

        ends.Select(end => end.ReadOutputAs<int>()).ShouldBe(Enumerable.Range(0, Many));
    }

    [Fact]
    public async Task An_event_for_an_instance_whose_start_lies_ahead_waits_for_it()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")));
        var start = new StartOrchestrationOptions("later", TimeProvider.System.GetUtcNow() + 3 * Moment);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", start, Cancellation);

        await Client.RaiseEventAsync(id, "go", "early", Cancellation);
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("early");
    }

    [Fact]
    public async Task A_burst_of_a_hundred_events_makes_a_hundred_generations_and_loses_none()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<List<int>, List<int>>("Collect", async (context, taken) =>
        {
            taken.Add(await context.WaitForExternalEvent<int>("number"));
            if (taken.Count < Many)
            {
                context.ContinueAsNew(taken);
            }

            return taken;
        }));
        var id = await ScheduleAsync("Collect", new List<int>());

        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => Client.RaiseEventAsync(id, "number", number, Cancellation)));

        (await EndOf(id)).ReadOutputAs<List<int>>().ShouldBe(Enumerable.Range(0, Many), ignoreOrder: true);
    }

    // Their order is not kept: what a generation leaves over is sent again, by the framework, behind what has come meanwhile.
    [Fact]
    public async Task Events_that_come_while_generations_call_activities_are_all_there_at_the_end()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<List<int>, List<int>>("Collect", async (context, taken) =>
            {
                taken.Add(await context.CallActivityAsync<int>("Same", await context.WaitForExternalEvent<int>("number")));
                if (taken.Count < 20)
                {
                    context.ContinueAsNew(taken);
                }

                return taken;
            })
            .AddActivityFunc<int, int>("Same", (_, number) => number));
        var id = await ScheduleAsync("Collect", new List<int>());

        for (var number = 0; number < 20; number++)
        {
            await Client.RaiseEventAsync(id, "number", number, Cancellation);
        }

        (await EndOf(id)).ReadOutputAs<List<int>>().ShouldBe(Enumerable.Range(0, 20), ignoreOrder: true);
    }

    [Fact]
    public async Task An_event_whose_name_differs_in_case_reaches_whoever_waits_in_every_generation()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Wait", async (context, generation) =>
        {
            await context.WaitForExternalEvent<string>("Approval");
            if (generation < 3)
            {
                context.ContinueAsNew(generation + 1);
            }

            return generation;
        }));
        var id = await ScheduleAsync("Wait", 1);

        foreach (var name in new[] { "approval", "APPROVAL", "aPPROVAL" })
        {
            await Client.RaiseEventAsync(id, name, "yes", Cancellation);
        }

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Events_that_a_parent_sends_its_child_at_once_are_not_lost()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", async context =>
            {
                var child = context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child"));
                context.SendEvent("child", "go", "from the parent");
                return await child;
            })
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("go")));

        (await RunAsync("Parent")).ReadOutputAs<string>().ShouldBe("from the parent");
    }
}
