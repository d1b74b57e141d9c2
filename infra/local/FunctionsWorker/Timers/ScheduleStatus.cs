namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands; times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence, or <see cref="DateTime.MinValue"/> before the first.</summary>
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
