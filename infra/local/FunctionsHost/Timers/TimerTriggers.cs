using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>The functions that run on a schedule.</summary>
internal sealed class TimerTriggers(IServiceProvider services, IConfiguration configuration, SettingExpressions expressions) : ITriggerKind
{
    private static readonly string[] _zoneSettings = ["WEBSITE_TIME_ZONE", "TZ"];

    public string BindingType => "timerTrigger";

    public bool Retries => true;

    public ITriggerListener Listen(HostedFunction function)
    {
        var trigger = function.Trigger;
        var zone = ZoneOf(function);
        var timer = new TimerFunction(
            function, ScheduleOf(function, zone), zone, trigger.Flag("runOnStartup") ?? false, trigger.Flag("useMonitor") ?? true);
        return ActivatorUtilities.CreateInstance<TimerListener>(services, timer);
    }

    private TimeZoneInfo ZoneOf(HostedFunction function)
    {
        if (Array.Find(_zoneSettings, name => !string.IsNullOrWhiteSpace(configuration[name])) is not { } setting)
        {
            return TimeZoneInfo.Utc;
        }

        var name = configuration[setting]!;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new FunctionMistakeException(
            function.Name,
            $"the setting '{setting}' is '{name}', which this machine knows no time zone of. "
            + "Set it to one such as America/Toronto, or remove it for UTC.");
    }

    private TimerSchedule ScheduleOf(HostedFunction function, TimeZoneInfo zone)
    {
        var written = function.Trigger.Text("schedule") ?? string.Empty;
        var text = expressions.Resolve(written, out var missing) ?? throw new FunctionMistakeException(
            function.Name, $"the schedule '{written}' needs the setting '{missing}', which is missing. Set it.");
        var schedule = TimerSchedule.Parse(text, zone) ?? throw new FunctionMistakeException(
            function.Name, $"the schedule '{text}' is neither a cron expression of six fields, seconds first, nor a time as hh:mm:ss.");
        return schedule.After(DateTime.UnixEpoch) < DateTime.MaxValue ? schedule : throw new FunctionMistakeException(
            function.Name, $"the schedule '{text}' never comes. Give a day that its month has.");
    }
}
