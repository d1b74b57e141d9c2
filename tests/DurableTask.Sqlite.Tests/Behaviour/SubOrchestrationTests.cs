using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class SubOrchestrationTests : BehaviourTest
{
    [Fact]
    public async Task A_sub_orchestration_takes_an_input_and_gives_an_output()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Factorial", async (context, n) =>
                n <= 1 ? 1 : n * await context.CallSubOrchestratorAsync<int>("Factorial", n - 1)));

        (await RunAsync("Factorial", 5)).ReadOutputAs<int>().ShouldBe(120);
    }

    [Fact]
    public async Task A_sub_orchestration_runs_under_the_id_it_was_given_and_knows_its_parent()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "the child")))
            .AddOrchestratorFunc("Child", context => $"{context.InstanceId} of {context.Parent?.Name} {context.Parent?.InstanceId}"));

        var end = await RunAsync("Parent", id: "the parent");

        end.ReadOutputAs<string>().ShouldBe("the child of Parent the parent");
        (await Get("the child")).Name.ShouldBe("Child");
    }

    [Fact]
    public async Task An_orchestration_that_a_client_started_has_no_parent()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Orphan", context => context.Parent is null));

        (await RunAsync("Orphan")).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_sub_orchestration_without_an_id_gets_one_of_32_hexadecimal_digits()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child"))
            .AddOrchestratorFunc("Child", context => context.InstanceId));

        Guid.TryParseExact((await RunAsync("Parent")).ReadOutputAs<string>(), "N", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sub_orchestration_has_the_tags_and_the_version_it_was_called_with_and_its_activities_have_the_version()
    {
        var options = new SubOrchestrationOptions(new TaskOptions(tags: new Dictionary<string, string> { ["city"] = "toronto" }), "child")
        {
            Version = "7",
        };
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child", options: options))
            .AddOrchestratorFunc("Child", async context => $"{context.Version} {await context.CallActivityAsync<string>("Version")}")
            .AddActivityFunc("Version", context => context.Version));

        (await RunAsync("Parent")).ReadOutputAs<string>().ShouldBe("7 7");
        (await Get("child")).Tags.ShouldHaveSingleItem().ShouldBe(new("city", "toronto"));
    }

    [Fact]
    public async Task Sub_orchestrations_fan_out_and_in_in_the_order_of_the_code()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", async context =>
                await Task.WhenAll(Enumerable.Range(0, 10).Select(i => context.CallSubOrchestratorAsync<int>("Child", i))))
            .AddOrchestratorFunc<int, int>("Child", (context, i) => context.CallActivityAsync<int>("Double", i))
            .AddActivityFunc<int, int>("Double", (_, n) => 2 * n));

        (await RunAsync("Parent")).ReadOutputAs<int[]>().ShouldBe([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    }

    [Fact]
    public async Task A_failure_keeps_its_causes_through_every_level()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Top", context => context.CallSubOrchestratorAsync("Middle"))
            .AddOrchestratorFunc("Middle", context => context.CallActivityAsync("Bottom"))
            .AddActivityFunc("Bottom", (TaskActivityContext _) => throw new TimeoutException("Too late.")));

        var top = (await RunAsync("Top")).FailureDetails.ShouldNotBeNull();

        top.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        top.ErrorMessage.ShouldBe(
            "Task 'Middle' (#0) failed with an unhandled exception: Task 'Bottom' (#0) failed with an unhandled exception: Too late.");
        var middle = top.InnerFailure.ShouldNotBeNull();
        middle.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        middle.ErrorMessage.ShouldBe("Task 'Bottom' (#0) failed with an unhandled exception: Too late.");
        var bottom = middle.InnerFailure.ShouldNotBeNull();
        bottom.ErrorType.ShouldBe("System.TimeoutException");
        bottom.InnerFailure.ShouldBeNull();
    }

    [Fact]
    public async Task A_parent_catches_the_failure_of_its_child()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", async context =>
            {
                try
                {
                    await context.CallSubOrchestratorAsync("Child");
                    return "nothing";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName}: {e.FailureDetails.ErrorType}, {e.FailureDetails.ErrorMessage} "
                        + $"{e.FailureDetails.IsCausedBy<ArgumentException>()} {e.FailureDetails.IsCausedBy<TimeoutException>()}";
                }
            })
            .AddOrchestratorFunc("Child", (TaskOrchestrationContext _) => throw new ArgumentNullException("name", "A name is needed.")));

        (await RunAsync("Parent")).ReadOutputAs<string>()
            .ShouldBe("Child: System.ArgumentNullException, A name is needed. (Parameter 'name') True False");
    }

    [Fact]
    public async Task A_sub_orchestration_that_continues_as_new_answers_with_its_last_output()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<int>("CountTo3", 0))
            .AddOrchestratorFunc<int, int>("CountTo3", (context, n) =>
            {
                if (n < 3)
                {
                    context.ContinueAsNew(n + 1);
                }

                return n;
            }));

        (await RunAsync("Parent")).ReadOutputAs<int>().ShouldBe(3);
    }
}
