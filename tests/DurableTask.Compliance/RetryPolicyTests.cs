using Microsoft.DurableTask;

namespace Integration.Compliance;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_policy_has_defaults()
    {
        var policy = new RetryPolicy(3, Second);

        policy.MaxNumberOfAttempts.ShouldBe(3);
        policy.FirstRetryInterval.ShouldBe(Second);
        policy.BackoffCoefficient.ShouldBe(1);
        policy.MaxRetryInterval.ShouldBe(TimeSpan.FromHours(1));
        policy.RetryTimeout.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_policy_is_refused_if_it_makes_no_sense()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(0, Second));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(-1, Second));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(1, -Second));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, backoffCoefficient: 0.9));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, retryTimeout: Second / 2));
    }

    [Fact]
    public void A_policy_may_know_no_limits()
    {
        var policy = new RetryPolicy(int.MaxValue, Second, 2, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        policy.MaxRetryInterval.ShouldBe(Timeout.InfiniteTimeSpan);
        policy.RetryTimeout.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Options_hold_a_policy_or_a_handler()
    {
        var policy = new RetryPolicy(3, Second);

        TaskOptions.FromRetryPolicy(policy).Retry.ShouldNotBeNull().Policy.ShouldBeSameAs(policy);
        TaskOptions.FromRetryPolicy(policy).Retry!.Handler.ShouldBeNull();
        TaskOptions.FromRetryHandler(_ => true).Retry.ShouldNotBeNull().Handler.ShouldNotBeNull();
        TaskOptions.FromRetryHandler(_ => Task.FromResult(true)).Retry.ShouldNotBeNull().Policy.ShouldBeNull();
        ((TaskRetryOptions)policy).Policy.ShouldBeSameAs(policy);
    }
}
