using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

public sealed class RetryTests : BehaviourTest
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

    private string Fail(int times)
    {
        _calls.Enqueue("call");
        var count = _calls.Count;
        return count <= times
            ? throw new InvalidOperationException($"Failure {count}", new TimeoutException($"Cause {count}"))
            : $"done after {count}";
    }
}
