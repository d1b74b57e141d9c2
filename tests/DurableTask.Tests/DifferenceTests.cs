using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Tests;

/// <summary>Where the engine differs from the official packages on purpose; its README says why.</summary>
public sealed class DifferenceTests : EngineTest
{
    [Fact]
    public async Task The_input_can_be_read_as_any_type_that_its_text_fits()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Read", context => context.GetInput<List<int>>()!.Sum()));

        (await RunAsync("Read", new[] { 1, 2, 3 })).ReadOutputAs<int>().ShouldBe(6);
    }

    [Fact]
    public async Task An_instance_without_a_version_has_an_empty_one()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Version", context => context.Version.Length));

        (await RunAsync("Version")).ReadOutputAs<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_child_that_is_terminated_fails_its_parents_call()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("never")));
        var parent = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Cancellation);
        await StartOf(parent);
        await StartOf("child");

        await Client.TerminateInstanceAsync("child", Cancellation);

        (await EndOf(parent)).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ToString()
            .ShouldBe("SubOrchestrationTerminated: The sub-orchestration 'child' was terminated.");
    }

    [Fact]
    public async Task Code_goes_on_in_memory_and_is_not_told_of_a_replay()
    {
        await StartAsync(tasks => tasks.AddActivityFunc("Step", _ => 1).AddOrchestratorFunc("Case", async context =>
        {
            var before = context.IsReplaying;
            await context.CallActivityAsync("Step");
            return before || context.IsReplaying;
        }));

        (await RunAsync("Case")).ReadOutputAs<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_causes_of_an_orchestration_s_own_failure_keep_their_properties()
    {
        await StartAsync(
            tasks => tasks.AddOrchestratorFunc("Fail", (TaskOrchestrationContext _) =>
                throw new InvalidOperationException("Outer", new TimeoutException("Inner"))),
            options => options.ConfigureServices = services => services.AddSingleton<IExceptionPropertiesProvider, Messages>());

        var failure = (await RunAsync("Fail")).FailureDetails.ShouldNotBeNull();

        failure.InnerFailure.ShouldNotBeNull().Properties.ShouldNotBeNull()["message"].ShouldBe("Inner");
    }

    [Fact]
    public async Task A_failure_that_is_wrapped_keeps_its_causes()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Wrap", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Refuse");
                }
                catch (TaskFailedException e)
                {
                    throw new InvalidOperationException("Wrapped.", e);
                }
            })
            .AddActivityFunc("Refuse", (TaskActivityContext _) => throw new TimeoutException("Too late.")));

        var failure = (await RunAsync("Wrap")).FailureDetails.ShouldNotBeNull();

        failure.ErrorType.ShouldBe("System.InvalidOperationException");
        var inner = failure.InnerFailure.ShouldNotBeNull();
        inner.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        inner.InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("System.TimeoutException");
    }

    private sealed class Messages : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?> GetExceptionProperties(Exception exception) =>
            new Dictionary<string, object?> { ["message"] = exception.Message };
    }
}
