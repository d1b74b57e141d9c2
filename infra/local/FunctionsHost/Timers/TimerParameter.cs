using System.Globalization;
using System.Text.Json.Nodes;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>Makes the <c>TimerInfo</c> that a worker reads. Its times are those of the schedule's time zone, with their offset.</summary>
internal static class TimerParameter
{
    /// <param name="state">Null for a timer without a monitor.</param>
    /// <param name="isPastDue">Whether the occurrence was due while nothing could run it.</param>
    /// <param name="zone">The schedule's.</param>
    public static TypedData Of(TimerState? state, bool isPastDue, TimeZoneInfo zone) => new()
    {
        Json = new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = state is null ? null : new JsonObject
            {
                ["Last"] = TextOf(state.Last, zone),
                ["Next"] = TextOf(state.Next, zone),
                ["LastUpdated"] = TextOf(state.LastUpdated, zone),
            },
            ["IsPastDue"] = isPastDue,
        }.ToJsonString(),
    };

    private static string TextOf(DateTime time, TimeZoneInfo zone) => time == default
        ? time.ToString("s", CultureInfo.InvariantCulture)
        : TimeZoneInfo.ConvertTime(new DateTimeOffset(time, TimeSpan.Zero), zone).ToString("O", CultureInfo.InvariantCulture);
}
