namespace Microsoft.Azure.Functions.Worker;

/// <summary>Why a timer function runs.</summary>
public class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this occurrence was due while the host was down.</summary>
    public bool IsPastDue { get; set; }
}
