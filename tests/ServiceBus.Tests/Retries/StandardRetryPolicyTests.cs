using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Retries;

namespace Integration.Local.ServiceBus.Tests.Retries;

public sealed class StandardRetryPolicyTests
{
    private static readonly ServiceBusException _transient = new("", ServiceBusFailureReason.ServiceTimeout);

    [Fact]
    public void Delays_double_up_to_the_longest()
    {
        var policy = NewPolicy(
            new ServiceBusRetryOptions { MaxRetries = 5, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(6) });

        var delays = Enumerable.Range(1, 6).Select(tries => policy.CalculateRetryDelay(_transient, tries)?.TotalSeconds);

        delays.ShouldBe([1, 2, 4, 6, 6, null]);
    }

    [Fact]
    public void Fixed_delays_stay()
    {
        var policy = NewPolicy(new ServiceBusRetryOptions { Mode = ServiceBusRetryMode.Fixed, Delay = TimeSpan.FromSeconds(2) });

        Enumerable.Range(1, 4).Select(tries => policy.CalculateRetryDelay(_transient, tries)?.TotalSeconds).ShouldBe([2, 2, 2, null]);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1.2)]
    public void Chance_moves_a_delay_by_up_to_a_fifth(double chance, double seconds)
    {
        var policy = NewPolicy(new ServiceBusRetryOptions { Delay = TimeSpan.FromSeconds(1) }, chance);

        policy.CalculateRetryDelay(_transient, 1)!.Value.TotalSeconds.ShouldBe(seconds, 1e-6);
    }

    [Fact]
    public void A_busy_service_is_given_10_seconds() =>
        NewPolicy(new ServiceBusRetryOptions()).CalculateRetryDelay(new ServiceBusException("", ServiceBusFailureReason.ServiceBusy), 1)
            .ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void What_is_not_transient_is_not_tried_again()
    {
        var policy = NewPolicy(new ServiceBusRetryOptions());

        policy.CalculateRetryDelay(new ServiceBusException("", ServiceBusFailureReason.MessageLockLost), 1).ShouldBeNull();
        policy.CalculateRetryDelay(new InvalidOperationException(), 1).ShouldBeNull();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var options = new ServiceBusRetryOptions();

        Should.Throw<ArgumentOutOfRangeException>(() => options.MaxRetries = 101);
        Should.Throw<ArgumentOutOfRangeException>(() => options.Delay = TimeSpan.Zero);
        Should.Throw<ArgumentOutOfRangeException>(() => options.MaxDelay = TimeSpan.FromTicks(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => options.TryTimeout = TimeSpan.FromHours(2));
    }

    private static StandardRetryPolicy NewPolicy(ServiceBusRetryOptions options, double chance = 0.5) => new(options, () => chance);
}
