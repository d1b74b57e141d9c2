using CsCheck;
using Google.Protobuf.WellKnownTypes;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.Functions;

public sealed class RetryPlanTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_and_end_with_the_count() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 100], Gen.Int[1, 10_000]).Sample((most, first, extra) =>
        {
            var plan = new RetryPlan(most, TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(first + extra));
            for (var failures = 1; failures <= most; failures++)
            {
                var expected = Math.Min(first * Math.Pow(2, failures - 1), first + extra);
                plan.PauseAfter(failures).ShouldBe(TimeSpan.FromSeconds(expected));
            }

            plan.PauseAfter(most + 1).ShouldBeNull();
        });

    [Fact]
    public void A_policy_of_the_function_wins_over_that_of_host_json()
    {
        var own = new RpcRetryOptions
        {
            MaxRetryCount = 3,
            RetryStrategy = RpcRetryOptions.Types.RetryStrategy.FixedDelay,
            DelayInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)),
        };
        var common = new RetrySettings(9, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        RetryPlan.Of(own, common).ShouldBe(new RetryPlan(3, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
        RetryPlan.Of(null, common).ShouldBe(new RetryPlan(9, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        RetryPlan.Of(null, null).PauseAfter(1).ShouldBeNull();
    }

    [Fact]
    public void A_count_of_minus_one_is_without_end() =>
        new RetryPlan(-1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)).PauseAfter(1_000_000).ShouldBe(TimeSpan.FromSeconds(8));
}
