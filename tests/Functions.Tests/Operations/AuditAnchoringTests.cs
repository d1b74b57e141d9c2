using System.ComponentModel.DataAnnotations;
using Integration.Functions.Operations;

namespace Integration.Functions.Tests.Operations;

public sealed class AuditAnchoringTests
{
    [Theory]
    [InlineData("00:00:59", false)]
    [InlineData("00:01:00", true)]
    [InlineData("1.00:00:00", true)]
    [InlineData("1.00:00:01", false)]
    public void The_interval_is_a_minute_to_a_day(string interval, bool isValid)
    {
        var options = new AuditAnchoringOptions { Interval = TimeSpan.Parse(interval, System.Globalization.CultureInfo.InvariantCulture) };

        Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true).ShouldBe(isValid);
    }

    [Fact]
    public void Without_a_setting_it_is_five_minutes() => new AuditAnchoringOptions().Interval.ShouldBe(TimeSpan.FromMinutes(5));
}
