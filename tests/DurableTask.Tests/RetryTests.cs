using Integration.Local.DurableTask.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

public sealed class RetryTests : EngineTest
{
    private static readonly TaskFailureDetails Failure = new("System.Exception", "no", null, null, null);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(4, 60)]
    [InlineData(9, 60)]
    public void Delays_grow_by_the_coefficient_up_to_the_longest(int attempts, int seconds)
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(10), 2, TimeSpan.FromMinutes(1));

        RetryLoop.DelayAfter(policy, attempts, TimeSpan.Zero, Failure).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void There_is_no_delay_after_the_last_attempt_or_the_timeout_or_a_failure_that_is_not_handled()
    {
        var limited = new RetryPolicy(3, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromMinutes(5));
        var picky = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };

        RetryLoop.DelayAfter(limited, 3, TimeSpan.Zero, Failure).ShouldBeNull();
        RetryLoop.DelayAfter(limited, 1, TimeSpan.FromMinutes(5), Failure).ShouldBeNull();
        RetryLoop.DelayAfter(picky, 1, TimeSpan.Zero, Failure).ShouldBeNull();
        RetryLoop.DelayAfter(picky, 1, TimeSpan.Zero, Failure with { ErrorType = "System.TimeoutException" }).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_activity_is_tried_again_until_it_succeeds()
    {
        var attempts = 0;
        var failed = new SemaphoreSlim(0);
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Stubborn", (context, _) => context.CallActivityAsync<string>(
                "Flaky", options: TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1)))))
            .AddActivityFunc("Flaky", _ =>
            {
                failed.Release();
                return Interlocked.Increment(ref attempts) < 3 ? throw new IOException("flaky") : "done";
            }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Stubborn", Cancellation);

        (await EndAfterDelays(id, TimeSpan.FromMinutes(1))).ReadOutputAs<string>().ShouldBe("done");
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task The_last_failure_is_thrown_when_the_attempts_are_used_up()
    {
        var attempts = 0;
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc("Stubborn", context => context.CallSubOrchestratorAsync(
                "Broken", options: new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)))))
            .AddOrchestratorFunc("Broken", context => context.CallActivityAsync("Break"))
            .AddActivityFunc("Break", _ => { throw new IOException($"broken {Interlocked.Increment(ref attempts)}"); }));
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Stubborn", Cancellation);

        var end = await EndAfterDelays(id, TimeSpan.FromSeconds(1));

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails.ShouldNotBeNull().ToString().ShouldContain("broken 3");
        attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_handler_decides_with_the_failure_at_hand()
    {
        await StartAsync(tasks => tasks
            .AddOrchestratorFunc<object?, string>("Handled", async (context, _) =>
            {
                var seen = new List<string>();
                var options = TaskOptions.FromRetryHandler(retry =>
                {
                    seen.Add($"{retry.LastAttemptNumber}:{retry.LastFailure.ErrorMessage}");
                    return retry.LastFailure.IsCausedBy<IOException>() && retry.LastAttemptNumber < 3;
                });
                try
                {
                    return await context.CallActivityAsync<string>("Break", options);
                }
                catch (TaskFailedException)
                {
                    return string.Join(' ', seen);
                }
            })
            .AddActivityFunc("Break", _ => { throw new IOException("no"); }));

        (await RunAsync("Handled")).ReadOutputAs<string>().ShouldBe("1:no 2:no 3:no");
    }

    private async Task<OrchestrationMetadata> EndAfterDelays(string id, TimeSpan delay)
    {
        var end = EndOf(id);
        while (!end.IsCompleted)
        {
            await Task.Yield();
            Clock.Advance(delay);
        }

        return await end;
    }
}
