using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;

namespace Integration.Workflows.Tests.Audit.Verification;

/// <summary>What somebody who can write to the store may do, each with the findings that tell of it.</summary>
internal static class Tampering
{
    /// <summary>Tampers with the world at places chosen by numbers.</summary>
    /// <returns>What verification must find; null when there is nothing to do it to.</returns>
    public delegate Expected? Act(AuditWorld world, int one, int other);

    public static IReadOnlyDictionary<string, Act> All { get; } = new Dictionary<string, Act>(StringComparer.Ordinal)
    {
        ["record changed"] = (world, one, other) => OnRecord(world, one, (records, at) => records[at] = Changed(records[at], other % 8)),
        ["record changed with its hash"] = (world, one, other) =>
            OnRecord(world, one, (records, at) => records[at] = Rehashed(Changed(records[at], other % 7))),
        ["record removed"] = (world, one, _) => OnRecord(world, one, (records, at) => records.RemoveAt(at)),
        ["record repeated"] = (world, one, other) =>
            OnRecord(world, one, (records, at) => records.Insert(other % (records.Count + 1), records[at])),
        ["records exchanged"] = Exchange,
        ["record added"] = (world, one, _) => OnCase(world, one, stored =>
            stored.Records.Add(AuditChain.Append(AuditChain.TipOf(stored.Records[^1]), new(world.Time.Now, "forged", "", "")))),
        ["head changed"] = (world, one, other) => OnCase(world, one, stored => stored.Tip = (other % 3) switch
        {
            0 => stored.Tip! with { Sequence = stored.Tip.Sequence + 1 + other },
            1 => stored.Tip! with { Sequence = stored.Tip.Sequence - 1 },
            _ => stored.Tip! with { Hash = Other(stored.Tip.Hash) },
        }),
        ["head removed"] = (world, one, _) => OnCase(world, one, stored => stored.Tip = null),
        ["end cut off and the head set back"] = CutOff,
        ["case removed"] = Remove,
        ["chain rewritten, head and all"] = Rewrite,
        ["anchor changed"] = (world, one, other) => OnAnchor(world, one, (anchors, at) => anchors[at] = anchors[at] with
        {
            Anchor = Changed(anchors[at].Anchor, other % 7),
        }),
        ["anchor changed with its hash"] = (world, one, other) => OnAnchor(world, one, (anchors, at) =>
        {
            var changed = Changed(anchors[at].Anchor, other % 6);
            anchors[at] = anchors[at] with { Anchor = changed with { Hash = AnchorChain.HashOf(changed) } };
        }),
        ["anchor removed"] = (world, one, _) => OnAnchor(world, one, (anchors, at) => anchors.RemoveAt(at)),
        ["leaf changed"] = (world, one, other) => OnLeaves(world, one, leaves => Change(leaves, other)),
        ["leaf changed, and its anchor to fit"] = ChangeLeafAndAnchor,
        ["all anchors from one on written anew"] = RewriteAnchors,
    };

    private static string Other(string hash) => (hash[0] == '0' ? "1" : "0") + hash[1..];

    private static AuditRecord Rehashed(AuditRecord record) => record with { Hash = AuditChain.HashOf(record) };

    private static AuditRecord Changed(AuditRecord record, int field) => field switch
    {
        0 => record with { Sequence = record.Sequence + 1 },
        1 => record with { At = record.At.AddMilliseconds(1) },
        2 => record with { Kind = record.Kind + "x" },
        3 => record with { Actor = "x" + record.Actor },
        4 => record with { Subject = record.Subject + "x" },
        5 => record with { Details = record.Details + " " },
        6 => record with { PreviousHash = Other(record.PreviousHash) },
        _ => record with { Hash = Other(record.Hash) },
    };

    private static AuditAnchor Changed(AuditAnchor anchor, int field) => field switch
    {
        0 => anchor with { Sequence = anchor.Sequence + 1 },
        1 => anchor with { At = anchor.At.AddMilliseconds(1) },
        2 => anchor with { SeenUntil = anchor.SeenUntil.AddMilliseconds(1) },
        3 => anchor with { PreviousHash = Other(anchor.PreviousHash) },
        4 => anchor with { Root = Other(anchor.Root) },
        5 => anchor with { Count = anchor.Count + 1 },
        _ => anchor with { Hash = Other(anchor.Hash) },
    };

    private static Expected? OnCase(AuditWorld world, int one, Action<AuditWorld.StoredCase> act)
    {
        var (id, stored) = world.Cases.ElementAt(one % world.Cases.Count);
        act(stored);
        return new(id);
    }

    private static Expected? OnRecord(AuditWorld world, int one, Action<List<AuditRecord>, int> act) =>
        OnCase(world, one, stored => act(stored.Records, one % stored.Records.Count));

    private static Expected? OnAnchor(AuditWorld world, int one, Action<List<SealedAnchor>, int> act)
    {
        if (world.Anchors.Stored.Count == 0)
        {
            return null;
        }

        act(world.Anchors.Stored, one % world.Anchors.Stored.Count);
        return new(null);
    }

    private static Expected? OnLeaves(AuditWorld world, int one, Func<List<AnchoredTip>, List<AnchoredTip>?> act)
    {
        var anchors = world.Anchors.Stored;
        if (anchors.Count == 0 || act([.. anchors[one % anchors.Count].Leaves]) is not { } changed)
        {
            return null;
        }

        anchors[one % anchors.Count] = anchors[one % anchors.Count] with { Leaves = changed };
        return new(null, AuditFindingKind.LeafChanged);
    }

    private static List<AnchoredTip>? Change(List<AnchoredTip> leaves, int other)
    {
        if (leaves.Count == 0)
        {
            return [new(AuditWorld.IdOf(99), 1, AuditChain.Start("x").Hash)];
        }

        var at = other % leaves.Count;
        switch (other % 4)
        {
            case 0:
                leaves.RemoveAt(at);
                break;
            case 1:
                leaves[at] = leaves[at] with { Sequence = leaves[at].Sequence + 1 };
                break;
            case 2:
                leaves[at] = leaves[at] with { Hash = Other(leaves[at].Hash) };
                break;
            default:
                leaves[at] = leaves[at] with { CaseId = AuditWorld.IdOf(99) };
                break;
        }

        return leaves;
    }

    private static Expected? Exchange(AuditWorld world, int one, int other)
    {
        var (id, stored) = world.Cases.ElementAt(one % world.Cases.Count);
        var (first, second) = (one % stored.Records.Count, other % stored.Records.Count);
        if (first == second)
        {
            return null;
        }

        (stored.Records[first], stored.Records[second]) = (stored.Records[second], stored.Records[first]);
        return new(id, AuditFindingKind.RecordsReordered);
    }

    private static Expected? CutOff(AuditWorld world, int one, int other)
    {
        if (AnchoredCase(world, one) is not var (id, stored, anchored))
        {
            return null;
        }

        stored.Records = [.. stored.Records.Take(other % (int)anchored)];
        stored.Tip = stored.Records.Count == 0 ? AuditChain.Start(id) : AuditChain.TipOf(stored.Records[^1]);
        return new(id, AuditFindingKind.RecordRemoved);
    }

    private static Expected? Remove(AuditWorld world, int one, int other)
    {
        if (AnchoredCase(world, one) is not var (id, _, _))
        {
            return null;
        }

        world.Cases.Remove(id);
        return new(id, AuditFindingKind.CaseMissing);
    }

    private static Expected? Rewrite(AuditWorld world, int one, int other)
    {
        if (AnchoredCase(world, one) is not var (id, stored, anchored))
        {
            return null;
        }

        var from = other % (int)anchored;
        var tip = from == 0 ? AuditChain.Start(id) : AuditChain.TipOf(stored.Records[from - 1]);
        for (var at = from; at < stored.Records.Count; at++)
        {
            var record = stored.Records[at];
            var actor = at == from ? "forger" : record.Actor;
            stored.Records[at] = AuditChain.Append(tip, new(record.At, record.Kind, actor, record.Subject, record.Details));
            tip = AuditChain.TipOf(stored.Records[at]);
        }

        stored.Tip = tip;
        return new(id, AuditFindingKind.ChainRewritten);
    }

    private static Expected? ChangeLeafAndAnchor(AuditWorld world, int one, int other)
    {
        var anchors = world.Anchors.Stored;
        if (OnLeaves(world, one, leaves => Change(leaves, other)) is null)
        {
            return null;
        }

        var at = one % anchors.Count;
        var leaves = anchors[at].Leaves;
        var anchor = anchors[at].Anchor with { Root = AnchorChain.RootOf(leaves), Count = leaves.Count };
        anchors[at] = new(anchor with { Hash = AnchorChain.HashOf(anchor) }, leaves);
        return new(null, AuditFindingKind.AnchorRewritten);
    }

    private static Expected? RewriteAnchors(AuditWorld world, int one, int other)
    {
        var anchors = world.Anchors.Stored;
        if (anchors.Count == 0)
        {
            return null;
        }

        var from = one % anchors.Count;
        var last = from == 0 ? null : anchors[from - 1].Anchor;
        for (var at = from; at < anchors.Count; at++)
        {
            anchors[at] = AnchorChain.Append(last, anchors[at].Anchor.At.AddSeconds(1), isComplete: true, anchors[at].Leaves);
            last = anchors[at].Anchor;
        }

        return new(null, AuditFindingKind.AnchorRewritten);
    }

    /// <summary>A case and how many of its records an anchor holds.</summary>
    private static (string Id, AuditWorld.StoredCase Stored, long Anchored)? AnchoredCase(AuditWorld world, int one)
    {
        var anchored = world.Anchors.Stored.SelectMany(anchor => anchor.Leaves).GroupBy(leaf => leaf.CaseId).ToList();
        return anchored.Count == 0
            ? null
            : (anchored[one % anchored.Count].Key, world.Cases[anchored[one % anchored.Count].Key],
                anchored[one % anchored.Count].Max(leaf => leaf.Sequence));
    }

    /// <summary>What verification must find.</summary>
    /// <param name="CaseId">The case that it names; null for one about anchors.</param>
    /// <param name="Kind">What it calls it; null for any.</param>
    public sealed record Expected(string? CaseId, AuditFindingKind? Kind = null)
    {
        public bool IsMetBy(IEnumerable<AuditFinding> findings) =>
            findings.Any(finding => finding.CaseId == CaseId && (Kind is null || finding.Kind == Kind));
    }
}
