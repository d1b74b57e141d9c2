using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsHost.TriggersApp;

/// <summary>A function of a timer.</summary>
public static class Ticks
{
    [Function(nameof(Tick))]
    [ServiceBusOutput("seen")]
    public static string Tick([TimerTrigger("%TickSchedule%", RunOnStartup = true)] TimerInfo timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return $"Tick {timer.IsPastDue} {timer.ScheduleStatus?.Last:yyyy} {timer.ScheduleStatus?.Next.ToUniversalTime():MM-dd HH:mm}";
    }
}
