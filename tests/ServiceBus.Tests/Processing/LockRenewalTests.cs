using Integration.Local.ServiceBus.Processing;

namespace Integration.Local.ServiceBus.Tests.Processing;

public sealed class LockRenewalTests
{
    [Theory]
    [InlineData(60, 50)]
    [InlineData(30, 20)]
    [InlineData(10, 5)]
    [InlineData(1, 0.5)]
    [InlineData(0.3, 0)]
    [InlineData(-1, 0)]
    public void A_lock_is_renewed_10_seconds_or_half_of_what_remains_before_its_end(double remaining, double delay)
    {
        var now = DateTimeOffset.UnixEpoch;

        LockRenewal.Delay(now.AddSeconds(remaining), now).ShouldBe(TimeSpan.FromSeconds(delay));
    }
}
