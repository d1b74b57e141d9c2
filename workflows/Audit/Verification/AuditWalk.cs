using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>Verifies all that is stored: the anchors, then case by case. The system may run meanwhile.</summary>
public sealed class AuditWalk(ICaseAudits audits, IAnchorStore anchors)
{
    // Rows of a case are not read at one instant; one that is being written to is looked at again.
    private const int Looks = 3;

    /// <summary>Verifies.</summary>
    /// <param name="witnesses">What others were shown of anchors.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    public async Task<AuditReport> RunAsync(IReadOnlyCollection<AnchorWitness> witnesses, CancellationToken cancellation)
    {
        var anchored = await VerifyAnchorsAsync(witnesses, cancellation).ConfigureAwait(false);
        var findings = new List<AuditFinding>(anchored.Findings);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (records, uncovered) = (0L, 0);
        await foreach (var audit in audits.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            seen.Add(audit.CaseId);
            records += audit.Records.Count;
            var leaves = anchored.Of(audit.CaseId);
            uncovered += leaves.Any(leaf => leaf.Tip.Sequence >= audit.Tip?.Sequence) ? 0 : 1;
            findings.AddRange(await VerifyAsync(audit, leaves, cancellation).ConfigureAwait(false));
        }

        findings.AddRange(anchored.Cases.Where(id => !seen.Contains(id)).Order(StringComparer.Ordinal)
            .Select(id => AuditVerifier.Missing(id, anchored.Of(id))));
        return new(seen.Count, records, anchored.Count, anchored.Newest, uncovered, findings);
    }

    private async Task<AnchorsVerifier> VerifyAnchorsAsync(IReadOnlyCollection<AnchorWitness> witnesses, CancellationToken cancellation)
    {
        var verifier = new AnchorsVerifier(witnesses);
        await foreach (var anchor in anchors.ReadNewestFirstAsync(cancellation).ConfigureAwait(false))
        {
            verifier.Add(anchor, await anchors.ReadLeavesAsync(anchor.Sequence, cancellation).ConfigureAwait(false));
        }

        verifier.Complete();
        return verifier;
    }

    private async Task<IReadOnlyList<AuditFinding>> VerifyAsync(
        CaseAudit audit, IReadOnlyList<AnchoredAt> leaves, CancellationToken cancellation)
    {
        var findings = AuditVerifier.Verify(audit, leaves);
        for (var look = 1; findings.Count > 0 && look < Looks; look++)
        {
            var again = await audits.FindAsync(audit.CaseId, cancellation).ConfigureAwait(false);
            findings = AuditVerifier.Verify(again ?? new(audit.CaseId, null, []), leaves);
        }

        return findings;
    }
}
