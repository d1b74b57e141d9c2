using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Retries;

namespace Integration.Local.ServiceBus.Tests.Retries;

public sealed class RetrierTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_try_that_takes_too_long_is_a_ServiceTimeout_and_tried_again()
    {
        var time = new WatchedTime();
        var retrier = NewRetrier(time, maxRetries: 1);
        var tries = 0;
        var running = retrier.RunAsync(
            "orders",
            ct =>
            {
                tries++;
                return Task.Delay(Timeout.Infinite, ct);
            },
            Ct);

        await time.PassAsync(TimeSpan.FromSeconds(7));
        await time.PassAsync(TimeSpan.FromSeconds(3));
        await time.PassAsync(TimeSpan.FromSeconds(7));

        var exception = await Should.ThrowAsync<ServiceBusException>(() => running);
        (exception.Reason, exception.EntityPath, tries).ShouldBe((ServiceBusFailureReason.ServiceTimeout, "orders", 2));
    }

    [Fact]
    public async Task Waiting_for_the_next_try_is_cancelled()
    {
        var time = new WatchedTime();
        using var cancellation = new CancellationTokenSource();
        var running = NewRetrier(time, maxRetries: 3).RunAsync("orders", _ => throw new TimeoutException(), cancellation.Token);

        await cancellation.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(() => running);
    }

    [Fact]
    public async Task A_policy_of_the_application_decides_in_place_of_the_options()
    {
        var policy = new CountingPolicy();

        await Should.ThrowAsync<FormatException>(
            () => new Retrier(policy, TimeProvider.System).RunAsync("orders", _ => throw new FormatException(), Ct));

        policy.Asked.ShouldBe([1, 2]);
    }

    private static Retrier NewRetrier(TimeProvider time, int maxRetries)
    {
        var options = new ServiceBusRetryOptions
        {
            MaxRetries = maxRetries,
            Delay = TimeSpan.FromSeconds(3),
            TryTimeout = TimeSpan.FromSeconds(7),
        };
        return new Retrier(new StandardRetryPolicy(options, () => 0.5), time);
    }

    private sealed class CountingPolicy : ServiceBusRetryPolicy
    {
        public List<int> Asked { get; } = [];

        public override TimeSpan CalculateTryTimeout(int attemptCount) => TimeSpan.FromSeconds(1);

        public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
        {
            Asked.Add(attemptCount);
            return attemptCount < 2 ? TimeSpan.Zero : null;
        }
    }
}
