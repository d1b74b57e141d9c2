using System.Globalization;

namespace Integration.Local.AppHost.Tokens;

/// <summary>A token's lifetime as people write it.</summary>
internal static class Lifetime
{
    /// <summary>Reads a whole number with its unit: <c>90s</c>, <c>30m</c>, <c>8h</c>, <c>2d</c>. From one second to a year.</summary>
    public static TimeSpan Parse(string text, Action<string> complain)
    {
        if (text.Length > 1
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && UnitOf(text[^1]) is { } unit
            && number > 0
            && number <= TimeSpan.FromDays(365) / unit)
        {
            return unit * number;
        }

        complain($"'{text}' is no lifetime: write a number with s, m, h or d, up to 365d, for example 30m.");
        return default;
    }

    private static TimeSpan? UnitOf(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
