using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Integration.Compliance;

public sealed class RetryTests : ComplianceTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<string> _calls = new();

    [Theory]
    [InlineData(3, 2, "done after 3")]
    [InlineData(1, 0, "done after 1")]
    public async Task A_call_is_tried_again_until_it_succeeds(int attempts, int failures, string expected)
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context =>
                context.CallActivityAsync<string>("Flaky", options: TaskOptions.FromRetryPolicy(new RetryPolicy(attempts, Soon))))
            .AddActivityFunc("Flaky", _ => Fail(failures)));

        (await RunAsync("Outer")).ReadOutputAs<string>().ShouldBe(expected);
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_is_thrown()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context =>
                context.CallActivityAsync<string>("Flaky", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, Soon))))
            .AddActivityFunc("Flaky", _ => Fail(10)));

        var failure = (await RunAsync("Outer")).FailureDetails.ShouldNotBeNull();

        _calls.Count.ShouldBe(3);
        failure.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        failure.InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("Failure 3");
    }

    [Fact]
    public async Task A_sub_orchestration_is_tried_again()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallSubOrchestratorAsync<string>(
                "Flaky", options: TaskOptions.FromRetryPolicy(new RetryPolicy(3, Soon))))
            .AddOrchestratorFunc("Flaky", context => context.CallActivityAsync<string>("Work"))
            .AddActivityFunc("Work", _ => Fail(2)));

        (await RunAsync("Outer")).ReadOutputAs<string>().ShouldBe("done after 3");
    }

    [Fact]
    public async Task A_policy_can_refuse_a_failure_by_its_cause()
    {
        var policy = new RetryPolicy(5, Soon) { HandleFailure = failure => !failure.IsCausedBy<TimeoutException>() };
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context =>
                context.CallActivityAsync<string>("Flaky", options: TaskOptions.FromRetryPolicy(policy)))
            .AddActivityFunc("Flaky", (TaskActivityContext _) =>
            {
                _calls.Enqueue("call");
                throw _calls.Count < 3 ? new InvalidOperationException("Again.") : new TimeoutException("Enough.");
            }));

        var failure = (await RunAsync("Outer")).FailureDetails.ShouldNotBeNull();

        failure.InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("System.TimeoutException");
        _calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_delays_grow_by_the_coefficient()
    {
        var policy = new RetryPolicy(4, Moment, backoffCoefficient: 2);
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", async context =>
            {
                var began = context.CurrentUtcDateTime;
                await context.CallActivityAsync<string>("Flaky", options: TaskOptions.FromRetryPolicy(policy));
                return context.CurrentUtcDateTime - began;
            })
            .AddActivityFunc("Flaky", _ => Fail(3)));

        (await RunAsync("Outer")).ReadOutputAs<TimeSpan>().ShouldBeGreaterThanOrEqualTo(7 * Moment);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_decides_and_sees_what_failed(bool asynchronous)
    {
        var seen = new ConcurrentQueue<string>();
        bool Decide(RetryContext retry)
        {
            seen.Enqueue($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorMessage} {retry.LastFailure.InnerFailure?.ErrorMessage}");
            return retry.LastFailure.IsCausedBy<InvalidOperationException>();
        }

        var options = asynchronous
            ? TaskOptions.FromRetryHandler(retry => Task.FromResult(Decide(retry)))
            : TaskOptions.FromRetryHandler(Decide);
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync<string>("Flaky", options: options))
            .AddActivityFunc("Flaky", _ => Fail(2)));

        (await RunAsync("Outer")).ReadOutputAs<string>().ShouldBe("done after 3");
        seen.Distinct().ShouldBe(["1 Failure 1 Cause 1", "2 Failure 2 Cause 2"]);
    }

    [Fact]
    public async Task A_handler_may_wait_by_a_timer_and_has_the_context_of_the_orchestration()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync<string>(
                "Flaky",
                options: TaskOptions.FromRetryHandler(async retry =>
                {
                    await retry.OrchestrationContext.CreateTimer(Soon, retry.CancellationToken);
                    return retry.OrchestrationContext.InstanceId == "outer" && retry.TotalRetryTime >= TimeSpan.Zero;
                })))
            .AddActivityFunc("Flaky", _ => Fail(2)));

        (await RunAsync("Outer", id: "outer")).ReadOutputAs<string>().ShouldBe("done after 3");
    }

    [Fact]
    public async Task A_handler_that_refuses_ends_the_call_with_its_failure()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Outer", context => context.CallActivityAsync<string>(
                "Flaky", options: TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 2)))
            .AddActivityFunc("Flaky", _ => Fail(10)));

        var failure = (await RunAsync("Outer")).FailureDetails.ShouldNotBeNull();

        failure.ErrorType.ShouldBe("Microsoft.DurableTask.TaskFailedException");
        failure.InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("Failure 2");
    }

    [Fact]
    public async Task An_activity_that_nobody_registered_is_not_tried_again()
    {
        var asked = 0;
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Outer", context => context.CallActivityAsync(
            "Nobody", options: TaskOptions.FromRetryHandler(_ => Interlocked.Increment(ref asked) < 3))));

        (await RunAsync("Outer")).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ErrorType.ShouldBe("ActivityTaskNotFound");
        asked.ShouldBe(0);
    }

    private string Fail(int times)
    {
        _calls.Enqueue("call");
        var count = _calls.Count;
        return count <= times
            ? throw new InvalidOperationException($"Failure {count}", new TimeoutException($"Cause {count}"))
            : $"done after {count}";
    }
}
