using System.ComponentModel.DataAnnotations;

namespace Integration.Functions.Operations;

/// <summary>Section <c>AuditAnchoring</c>.</summary>
public sealed class AuditAnchoringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "AuditAnchoring";

    /// <summary>
    /// How long after an anchor the next one is due, whichever host made it: 1 minute to 1 day. Default 5 minutes. What was written to a
    /// case since its last anchor can be rewritten without trace by who can write to the store.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);
}
