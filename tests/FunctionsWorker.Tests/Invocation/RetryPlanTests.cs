using Integration.Local.FunctionsWorker.Invocation;

namespace Integration.Local.FunctionsWorker.Tests.Invocation;

public sealed class RetryPlanTests
{
    [Theory]
    [InlineData(5, 60, new[] { 5, 10, 20, 40, 60, 60 })]
    [InlineData(5, 5, new[] { 5, 5, 5, 5, 5, 5 })]
    [InlineData(9, 4, new[] { 4, 4, 4, 4, 4, 4 })]
    public void Pauses_double_from_the_first_to_the_longest(int first, int longest, int[] expected)
    {
        var plan = new RetryPlan(6, TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(longest));
        Enumerable.Range(1, 6).Select(plan.PauseAfter).ShouldBe(expected.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)));
        plan.PauseAfter(7).ShouldBeNull();
    }

    [Fact]
    public void Minus_one_is_without_end() =>
        new RetryPlan(-1, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)).PauseAfter(int.MaxValue).ShouldBe(TimeSpan.FromDays(1));

    [Fact]
    public void Without_an_attribute_nothing_is_retried() => RetryPlan.Never.PauseAfter(1).ShouldBeNull();
}
