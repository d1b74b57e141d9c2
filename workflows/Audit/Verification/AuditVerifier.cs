namespace Integration.Workflows.Audit.Verification;

/// <summary>
/// Holds a case's chain against itself, its head, and what was anchored of it. Pure. What was written after the last anchor that covers
/// the case is held by the head alone: who can write to the store can rewrite it until it is anchored.
/// </summary>
public static class AuditVerifier
{
    /// <summary>All that is wrong with a case; nothing when it is as it was written.</summary>
    /// <param name="audit">What is stored.</param>
    /// <param name="anchored">Its leaves in anchors that hold.</param>
    public static IReadOnlyList<AuditFinding> Verify(CaseAudit audit, IReadOnlyList<AnchoredAt> anchored)
    {
        if (audit is { Tip: null, Records.Count: 0 } && anchored.Count > 0)
        {
            return [Missing(audit.CaseId, anchored)];
        }

        var chain = audit.Records.OrderBy(record => record.Sequence).DistinctBy(record => record.Sequence).ToList();
        return
        [
            .. OrderOf(audit), .. RepeatedIn(audit), .. ChangedIn(audit), .. LinksOf(audit.CaseId, chain), .. GapsIn(audit.CaseId, chain),
            .. HeadOf(audit, chain), .. AnchoredOf(audit.CaseId, chain, anchored),
        ];
    }

    /// <summary>A case that was anchored, and of which nothing is left.</summary>
    internal static AuditFinding Missing(string caseId, IReadOnlyList<AnchoredAt> anchored) => new(
        AuditFindingKind.CaseMissing, caseId, null, anchored.Max(leaf => leaf.Anchor),
        $"was anchored with {anchored.Max(leaf => leaf.Tip.Sequence)} records, and nothing is left of it");

    private static IEnumerable<AuditFinding> OrderOf(CaseAudit audit) => audit.Records.Zip(audit.Records.Skip(1))
        .Where(pair => pair.Second.Sequence < pair.First.Sequence)
        .Take(1)
        .Select(pair => Found(
            AuditFindingKind.RecordsReordered, audit.CaseId, pair.Second.Sequence, $"comes after record {pair.First.Sequence}"));

    private static IEnumerable<AuditFinding> RepeatedIn(CaseAudit audit) => audit.Records.GroupBy(record => record.Sequence)
        .Where(same => same.Count() > 1)
        .Select(same => Found(AuditFindingKind.RecordAdded, audit.CaseId, same.Key, $"is there {same.Count()} times"));

    private static IEnumerable<AuditFinding> ChangedIn(CaseAudit audit) => audit.Records
        .Where(record => record.Hash != AuditChain.HashOf(record))
        .Select(record => Found(AuditFindingKind.RecordChanged, audit.CaseId, record.Sequence, "was changed: its hash is another"));

    private static IEnumerable<AuditFinding> LinksOf(string caseId, List<AuditRecord> chain)
    {
        var before = AuditChain.Start(caseId);
        foreach (var record in chain)
        {
            if (record.Sequence < 1)
            {
                yield return Found(AuditFindingKind.RecordAdded, caseId, record.Sequence, "has no place in the chain: places begin at 1");
                continue;
            }

            if (record.Sequence == before.Sequence + 1 && record.PreviousHash != before.Hash)
            {
                yield return Found(
                    AuditFindingKind.RecordChanged, caseId, record.Sequence,
                    "does not follow the record before it: one of them was changed");
            }

            before = AuditChain.TipOf(record);
        }
    }

    private static IEnumerable<AuditFinding> GapsIn(string caseId, List<AuditRecord> chain)
    {
        var expected = 1L;
        foreach (var record in chain.Where(record => record.Sequence >= 1))
        {
            if (record.Sequence > expected)
            {
                yield return Found(
                    AuditFindingKind.RecordRemoved, caseId, expected, $"was removed{Until(expected, record.Sequence - 1)}");
            }

            expected = record.Sequence + 1;
        }
    }

    private static IEnumerable<AuditFinding> HeadOf(CaseAudit audit, List<AuditRecord> chain)
    {
        var end = chain.Count == 0 ? AuditChain.Start(audit.CaseId) : AuditChain.TipOf(chain[^1]);
        if (audit.Tip is not { } tip)
        {
            yield return new(
                AuditFindingKind.HeadMissing, audit.CaseId, null, null, $"has no head that ends its chain of {chain.Count} records");
        }
        else if (tip.Sequence > end.Sequence)
        {
            yield return Found(
                AuditFindingKind.RecordRemoved, audit.CaseId, end.Sequence + 1,
                $"was removed{Until(end.Sequence + 1, tip.Sequence)}, which the head ends at");
        }
        else if (tip != end)
        {
            yield return Found(
                AuditFindingKind.HeadDoesNotFit, audit.CaseId, end.Sequence,
                $"is the end of the chain, but the head has another end, record {tip.Sequence}");
        }
    }

    private static IEnumerable<AuditFinding> AnchoredOf(string caseId, List<AuditRecord> chain, IReadOnlyList<AnchoredAt> anchored)
    {
        var hashes = chain.ToDictionary(record => record.Sequence, record => record.Hash);
        hashes.TryAdd(0, AuditChain.Start(caseId).Hash);
        foreach (var (anchor, tip) in anchored)
        {
            if (!hashes.TryGetValue(tip.Sequence, out var hash))
            {
                yield return new(
                    AuditFindingKind.RecordRemoved, caseId, tip.Sequence, anchor, "was removed: it was there when it was anchored");
            }
            else if (hash != tip.Hash)
            {
                yield return new(
                    AuditFindingKind.ChainRewritten, caseId, tip.Sequence, anchor,
                    "is not the record that was anchored: the chain was rewritten");
            }
        }
    }

    private static string Until(long first, long last) => last > first ? $", and all up to record {last}" : "";

    private static AuditFinding Found(AuditFindingKind kind, string caseId, long record, string detail) =>
        new(kind, caseId, record, null, detail);
}
