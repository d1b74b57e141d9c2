using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class SubOrchestrationTests : EngineTest
{
    [Fact]
    public async Task A_sub_orchestration_takes_an_input_and_gives_an_output()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Parent", (context, n) => context.CallSubOrchestratorAsync<int>("Double", n))
            .AddOrchestratorFunc<int, int>("Double", (_, n) => n * 2));

        (await RunAsync("Parent", 21)).ReadOutputAs<int>().ShouldBe(42);
    }

    [Fact]
    public async Task A_sub_orchestration_knows_its_parent_and_may_have_an_id_of_choice()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Parent", (context, _) =>
                context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child-1")))
            .AddOrchestratorFunc("Child", context => $"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}"));

        var end = await RunAsync("Parent", options: new StartOrchestrationOptions("parent-1"));

        end.ReadOutputAs<string>().ShouldBe("child-1 of Parent parent-1");
        (await Client.GetInstanceAsync("child-1", Cancellation)).ShouldNotBeNull().IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_failure_of_a_sub_orchestration_can_be_caught()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Parent", async (context, _) =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Child");
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName}: {e.FailureDetails.ErrorMessage}";
                }
            })
            .AddOrchestratorFunc("Child", context => throw new InvalidOperationException($"not today, {context.Name}")));

        (await RunAsync("Parent")).ReadOutputAs<string>().ShouldBe("Child: not today, Child");
    }

    [Fact]
    public async Task Parent_and_child_go_on_after_a_restart()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Parent", (context, _) =>
                context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc<object?, string>("Child", (context, _) => context.WaitForExternalEvent<string>("word")));
        var parent = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Cancellation);
        await StartOf(parent);

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync("child", "word", "still here", Cancellation);

        (await EndOf(parent)).ReadOutputAs<string>().ShouldBe("still here");
    }

    [Fact]
    public async Task A_sub_orchestration_whose_id_is_in_use_fails_the_call()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "taken")))
            .AddOrchestratorFunc<object?, string>("Child", (context, _) => context.WaitForExternalEvent<string>("word")));
        await Client.ScheduleNewOrchestrationInstanceAsync("Child", new StartOrchestrationOptions("taken"), Cancellation);

        var end = await RunAsync("Parent");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("taken");
    }

    [Fact]
    public async Task Many_sub_orchestrations_run_side_by_side()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Parent", async (context, count) =>
                (await Task.WhenAll(Enumerable.Range(1, count).Select(i => context.CallSubOrchestratorAsync<int>("Echo", i)))).Sum())
            .AddOrchestratorFunc<int, int>("Echo", (context, n) => context.CallActivityAsync<int>("Echo", n))
            .AddActivityFunc<int, int>("Echo", (_, n) => n));

        (await RunAsync("Parent", 100)).ReadOutputAs<int>().ShouldBe(5050);
    }
}
