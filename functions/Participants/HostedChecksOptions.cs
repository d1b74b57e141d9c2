using System.ComponentModel.DataAnnotations;

namespace Integration.Functions.Participants;

/// <summary>Section <c>HostedChecks</c>.</summary>
public sealed class HostedChecksOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "HostedChecks";

    /// <summary>
    /// How often a request is delivered before a failure is reported; at most what the subscriptions <c>hosted</c> allow. Default 5.
    /// </summary>
    [Range(1, 2000)]
    public int MaxDeliveryCount { get; set; } = 5;
}
