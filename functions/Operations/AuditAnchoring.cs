using Integration.Workflows.Audit.Anchoring;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Operations;

/// <summary>Anchors the audit chains of all cases, and logs each anchor's hash: the log is a witness outside the store.</summary>
public sealed partial class AuditAnchoring(TipAnchoring anchoring, IOptions<AuditAnchoringOptions> options, ILogger<AuditAnchoring> logger)
{
    /// <summary>
    /// Looks every minute whether an anchor is due: all hosts share one interval, and it has a default without any setting.
    /// </summary>
    [Function(nameof(AnchorAudit))]
    public async Task AnchorAudit([TimerTrigger("0 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation)
    {
        if (await anchoring.RunWhenDueAsync(options.Value.Interval, cancellation) is not { } outcome)
        {
            return;
        }

        foreach (var anchor in outcome.Added)
        {
            LogAnchored(anchor.Count, new AnchorWitness(anchor.Sequence, anchor.Hash));
        }

        if (!outcome.WasFirst)
        {
            LogSecond();
        }
    }

    [LoggerMessage(LogLevel.Information, "{Cases} cases are anchored: {Witness}")]
    private partial void LogAnchored(int cases, AnchorWitness witness);

    [LoggerMessage(LogLevel.Information, "Another host has anchored meanwhile; what it left is anchored next time.")]
    private partial void LogSecond();
}
