using System.Globalization;
using CsCheck;
using Integration.Local.AppHost.CommandLine;

namespace Integration.Local.AppHost.Tests.CommandLine;

public sealed class DurationTests
{
    [Fact]
    public void A_number_of_units_is_that_many_of_the_unit() =>
        Gen.Select(Gen.Int[1, 365], Gen.Char["smhd"]).Sample((number, unit) =>
        {
            Duration.TryParse(string.Create(CultureInfo.InvariantCulture, $"{number}{unit}"), out var duration).ShouldBeTrue();
            duration.ShouldBe(unit switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            });
        });

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("h")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1 h")]
    [InlineData("366d")]
    [InlineData("8761h")]
    [InlineData("99999999999s")]
    [InlineData("8H")]
    public void Anything_else_is_no_duration(string text) => Duration.TryParse(text, out _).ShouldBeFalse();
}
