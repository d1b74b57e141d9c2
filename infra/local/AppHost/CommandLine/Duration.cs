using System.Globalization;

namespace Integration.Local.AppHost.CommandLine;

/// <summary>Durations as people write them: <c>90s</c>, <c>30m</c>, <c>8h</c>, <c>2d</c>.</summary>
internal static class Duration
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    /// <summary>Reads a whole number with its unit, from one second to 365 days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2
            || UnitOf(text[^1]) is not { } unit
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1
            || number > _longest / unit)
        {
            return false;
        }

        duration = unit * number;
        return true;
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
