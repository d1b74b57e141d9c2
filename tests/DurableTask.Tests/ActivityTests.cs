using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class ActivityTests : EngineTest
{
    [Fact]
    public async Task Activities_run_in_sequence_and_pass_their_results_on()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("AddTwice", async (context, start) =>
            {
                var once = await context.CallActivityAsync<int>("Increment", start);
                return await context.CallActivityAsync<int>("Increment", once);
            })
            .AddActivityFunc<int, int>("Increment", (_, value) => value + 1));

        var end = await RunAsync("AddTwice", 40);

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<int>().ShouldBe(42);
        end.ReadInputAs<int>().ShouldBe(40);
    }

    [Fact]
    public async Task Activities_fan_out_and_in()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int[]>("Squares", async (context, count) =>
                await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync<int>("Square", i))))
            .AddActivityFunc<int, int>("Square", (_, value) => value * value));

        var end = await RunAsync("Squares", 50);

        end.ReadOutputAs<int[]>().ShouldBe(Enumerable.Range(0, 50).Select(i => i * i));
    }

    [Fact]
    public async Task A_failed_activity_throws_into_the_orchestrator_with_its_details()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<string?, string>("Catch", async (context, _) =>
            {
                try
                {
                    await context.CallActivityAsync("Throw");
                    return "no failure";
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName}|{e.FailureDetails.ErrorType}|{e.FailureDetails.ErrorMessage}"
                        + $"|{e.FailureDetails.IsCausedBy<ArgumentException>()}|{e.FailureDetails.InnerFailure?.ErrorMessage}";
                }
            })
            .AddActivityFunc<object?>("Throw", (_, _) =>
                throw new ArgumentNullException("it broke", new InvalidOperationException("the cause"))));

        var end = await RunAsync("Catch");

        end.ReadOutputAs<string>().ShouldBe("Throw|System.ArgumentNullException|it broke|True|the cause");
    }

    [Fact]
    public async Task An_unhandled_failure_ends_the_orchestration_as_failed_with_nested_details()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync("Inner"))
            .AddOrchestratorFunc("Inner", context => context.CallActivityAsync("Throw"))
            .AddActivityFunc<object?>("Throw", (_, _) => throw new TimeoutException("too late")));

        var end = await RunAsync("Outer");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        var sub = end.FailureDetails.ShouldNotBeNull();
        sub.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        var activity = sub.InnerFailure.ShouldNotBeNull();
        activity.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        activity.InnerFailure.ShouldNotBeNull().IsCausedBy<TimeoutException>().ShouldBeTrue();
        activity.InnerFailure.ErrorMessage.ShouldBe("too late");
    }

    [Fact]
    public async Task An_unknown_activity_fails_the_call_and_is_not_retried()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Call", context => context.CallActivityAsync(
            "Missing", options: TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1))))));

        var end = await RunAsync("Call");

        end.FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("ActivityTaskNotFound");
    }

    [Fact]
    public async Task An_unknown_orchestrator_fails_the_instance()
    {
        await StartAsync(_ => { });

        var end = await RunAsync("Missing");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails.ShouldNotBeNull().ErrorType.ShouldBe("OrchestratorTaskNotFound");
    }

    [Fact]
    public async Task An_activity_knows_who_called_it()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Ask", context => context.CallActivityAsync<string>("WhoAmI"))
            .AddActivityFunc("WhoAmI", context => $"{context.Name} of {context.InstanceId}"));

        var end = await RunAsync("Ask", options: new StartOrchestrationOptions("order-7"));

        end.ReadOutputAs<string>().ShouldBe("WhoAmI of order-7");
    }

    [Fact]
    public async Task A_completed_activity_is_not_run_again_when_the_engine_restarts()
    {
        var runs = 0;
        var recorded = new TaskCompletionSource();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, int>("CountThenWait", async (context, _) =>
            {
                var count = await context.CallActivityAsync<int>("Count");
                await context.CallActivityAsync("Tell");
                await context.WaitForExternalEvent<string>("go");
                return count;
            })
            .AddActivityFunc("Count", _ => Interlocked.Increment(ref runs))
            .AddActivityFunc("Tell", _ => { recorded.TrySetResult(); }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("CountThenWait", Cancellation);
        await recorded.Task.WaitAsync(Patience, Cancellation);

        await Host.RestartAsync(cancellation: Cancellation);
        await Client.RaiseEventAsync(id, "go", "now", Cancellation);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(1);
        runs.ShouldBe(1);
    }

    [Fact]
    public async Task An_interrupted_activity_has_no_result_and_runs_again_after_a_restart()
    {
        var runs = 0;
        var interrupted = new TaskCompletionSource();
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, int>("CallOnce", (context, _) => context.CallActivityAsync<int>("Give up once"))
            .AddActivityFunc("Give up once", _ =>
            {
                if (Interlocked.Increment(ref runs) == 1)
                {
                    interrupted.SetResult();
                    throw new ActivityInterruptedException("Give up once");
                }

                return runs;
            }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("CallOnce", Cancellation);
        await interrupted.Task.WaitAsync(Patience, Cancellation);

        await Host.RestartAsync(cancellation: Cancellation);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Passing_options_as_the_input_is_refused()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc(
            "Mistake", context => context.CallActivityAsync("Any", (object)new TaskOptions(null, null))));

        var end = await RunAsync("Mistake");

        end.FailureDetails.ShouldNotBeNull().IsCausedBy<ArgumentException>().ShouldBeTrue();
    }
}
