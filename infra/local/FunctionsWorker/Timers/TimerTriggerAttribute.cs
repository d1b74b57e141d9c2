using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on a schedule.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <param name="schedule">
    /// A cron expression of six fields (seconds first) in UTC, an interval <c>hh:mm:ss</c>, or <c>%setting%</c>.
    /// </param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    public string Schedule { get; }

    /// <summary>Whether the function also runs as soon as the host has started. Default false.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Whether an occurrence that was due while the host was down is made up for at the next start. Default true.</summary>
    public bool UseMonitor { get; set; } = true;
}
