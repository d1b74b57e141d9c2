using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>
/// Finds the anchors that cover a case, and verifies it against them, without a walk over all anchors: they are looked for where the case
/// was written to. Whether the anchors hold each other, and whether a case is gone, is for <see cref="AuditWalk"/> to say.
/// </summary>
public sealed class CaseAnchors(IAnchorStore anchors)
{
    // Anchors are in the order of their clocks, give or take how far these are apart; and so is the record's clock.
    private static readonly TimeSpan Tolerance = 2 * TipAnchoring.ClockTolerance;

    /// <summary>Verifies a case against the anchors that it is in.</summary>
    public async Task<CaseCoverage> CoverAsync(CaseAudit audit, CancellationToken cancellation)
    {
        var covering = new List<CoveringAnchor>();
        var findings = new List<AuditFinding>();
        var search = new Search(anchors, cancellation);
        foreach (var anchor in await search.FindAsync(audit.Records.Select(record => record.At)).ConfigureAwait(false))
        {
            var leaves = await anchors.ReadLeavesAsync(anchor.Sequence, cancellation).ConfigureAwait(false);
            findings.AddRange(AnchorsVerifier.FindingsIn(anchor, leaves));
            if (AnchorChain.Prove(leaves, audit.CaseId) is { } proof)
            {
                covering.Add(new(anchor, new(leaves[proof.Index].Sequence, leaves[proof.Index].Hash), proof));
            }
        }

        var damaged = findings.ConvertAll(finding => finding.Anchor);
        var anchored = covering.Where(anchor => !damaged.Contains(anchor.Anchor.Sequence))
            .Select(anchor => new AnchoredAt(anchor.Anchor.Sequence, new(audit.CaseId, anchor.Tip.Sequence, anchor.Tip.Hash)));
        findings.AddRange(AuditVerifier.Verify(audit, [.. anchored]));
        return new(covering, findings);
    }

    /// <summary>Looks for anchors by time; each is read once.</summary>
    private sealed class Search(IAnchorStore anchors, CancellationToken cancellation)
    {
        private readonly Dictionary<long, AuditAnchor?> _read = [];

        /// <summary>The anchors that may have seen something which happened at one of some times, oldest first.</summary>
        public async Task<IReadOnlyCollection<AuditAnchor>> FindAsync(IEnumerable<DateTimeOffset> times)
        {
            var found = new SortedDictionary<long, AuditAnchor>();
            var last = await LastAsync().ConfigureAwait(false);
            foreach (var time in times.Distinct().Order())
            {
                DateTimeOffset? end = null;
                for (var sequence = await FirstSinceAsync(time - Tolerance, last).ConfigureAwait(false); sequence <= last; sequence++)
                {
                    if (await ReadAsync(sequence).ConfigureAwait(false) is not { } anchor)
                    {
                        continue;
                    }

                    if (anchor.At > (end ?? DateTimeOffset.MaxValue))
                    {
                        break;
                    }

                    end ??= anchor.At > time + Tolerance ? anchor.At : null;
                    found[sequence] = anchor;
                }
            }

            return found.Values;
        }

        private async Task<long> LastAsync()
        {
            await foreach (var anchor in anchors.ReadNewestFirstAsync(cancellation).ConfigureAwait(false))
            {
                return anchor.Sequence;
            }

            return 0;
        }

        private async Task<long> FirstSinceAsync(DateTimeOffset time, long last)
        {
            var (first, end) = (1L, last + 1);
            while (first < end)
            {
                var middle = first + ((end - first) / 2);
                if (await ReadAsync(middle).ConfigureAwait(false) is { } anchor && anchor.At >= time)
                {
                    end = middle;
                }
                else
                {
                    first = middle + 1;
                }
            }

            return first;
        }

        private async Task<AuditAnchor?> ReadAsync(long sequence)
        {
            if (!_read.TryGetValue(sequence, out var anchor))
            {
                _read[sequence] = anchor = await anchors.FindAsync(sequence, cancellation).ConfigureAwait(false);
            }

            return anchor;
        }
    }
}
