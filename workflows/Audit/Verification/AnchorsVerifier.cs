using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit.Verification;

/// <summary>
/// Holds anchors against themselves and each other, newest first, and collects what they say of cases. It does nothing but compute. The
/// leaves of anchors that do not hold say nothing. About 200 bytes of memory a leaf.
/// </summary>
/// <param name="witnesses">What others were shown of anchors.</param>
public sealed class AnchorsVerifier(IReadOnlyCollection<AnchorWitness> witnesses)
{
    private static readonly IReadOnlyList<AnchoredAt> None = [];
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<string, List<AnchoredAt>> _leaves = new(StringComparer.Ordinal);
    private readonly HashSet<long> _seen = [];
    private AuditAnchor? _newer;

    /// <summary>What is wrong with the anchors.</summary>
    public IReadOnlyList<AuditFinding> Findings => _findings;

    /// <summary>How many anchors there are.</summary>
    public int Count { get; private set; }

    /// <summary>The newest of them.</summary>
    public AnchorWitness? Newest { get; private set; }

    /// <summary>The cases that were anchored.</summary>
    public IReadOnlyCollection<string> Cases => _leaves.Keys;

    /// <summary>What was anchored of a case, newest first.</summary>
    public IReadOnlyList<AnchoredAt> Of(string caseId) => _leaves.GetValueOrDefault(caseId) ?? None;

    /// <summary>Takes the next older anchor.</summary>
    public void Add(AuditAnchor anchor, IReadOnlyList<AnchoredTip> leaves)
    {
        Count++;
        Newest ??= new(anchor.Sequence, anchor.Hash);
        Check(anchor, _newer);
        CheckWitness(anchor);
        var findings = FindingsIn(anchor, leaves);
        _findings.AddRange(findings);
        if (!findings.Exists(finding => finding.Kind == AuditFindingKind.LeafChanged))
        {
            Collect(anchor, leaves);
        }

        _newer = anchor;
    }

    /// <summary>There are no more anchors.</summary>
    public void Complete()
    {
        if (_newer is { } oldest && oldest.Sequence != 1)
        {
            Find(AuditFindingKind.AnchorMissing, 1, $"was removed{Until(1, oldest.Sequence - 1)}");
        }
        else if (_newer is { } first && first.PreviousHash != AnchorChain.Start)
        {
            Find(AuditFindingKind.AnchorRewritten, 1, "is not how anchors begin");
        }

        foreach (var witness in witnesses.Where(witness => !_seen.Contains(witness.Sequence)))
        {
            Find(AuditFindingKind.AnchorMissing, witness.Sequence, "was removed: there is a witness of it");
        }
    }

    /// <summary>What is wrong with one anchor, for itself.</summary>
    internal static List<AuditFinding> FindingsIn(AuditAnchor anchor, IReadOnlyList<AnchoredTip> leaves)
    {
        var findings = new List<AuditFinding>();
        if (anchor.Hash != AnchorChain.HashOf(anchor))
        {
            findings.Add(Found(AuditFindingKind.AnchorChanged, anchor.Sequence, "was changed: its hash is another"));
        }

        if (leaves.Count != anchor.Count || leaves.Any(leaf => !leaf.IsWellFormed) || AnchorChain.RootOf(leaves) != anchor.Root)
        {
            findings.Add(Found(AuditFindingKind.LeafChanged, anchor.Sequence, "its leaves are not those that it was made of"));
        }

        return findings;
    }

    private void Check(AuditAnchor anchor, AuditAnchor? newer)
    {
        if (newer is null)
        {
            return;
        }

        if (anchor.Sequence >= newer.Sequence)
        {
            Find(AuditFindingKind.AnchorChanged, anchor.Sequence, $"is stored before anchor {newer.Sequence}");
        }
        else if (anchor.Sequence < newer.Sequence - 1)
        {
            Find(AuditFindingKind.AnchorMissing, anchor.Sequence + 1, $"was removed{Until(anchor.Sequence + 1, newer.Sequence - 1)}");
        }
        else if (anchor.Hash != newer.PreviousHash)
        {
            Find(AuditFindingKind.AnchorRewritten, anchor.Sequence, $"is not the one that anchor {newer.Sequence} follows");
        }
    }

    private void CheckWitness(AuditAnchor anchor)
    {
        _seen.Add(anchor.Sequence);
        foreach (var witness in witnesses.Where(witness => witness.Sequence == anchor.Sequence && witness.Hash != anchor.Hash))
        {
            Find(AuditFindingKind.AnchorRewritten, witness.Sequence, "is not the one that there is a witness of");
        }
    }

    private void Collect(AuditAnchor anchor, IReadOnlyList<AnchoredTip> leaves)
    {
        foreach (var leaf in leaves)
        {
            if (!_leaves.TryGetValue(leaf.CaseId, out var known))
            {
                _leaves[leaf.CaseId] = known = new(1);
            }

            known.Add(new(anchor.Sequence, leaf));
        }
    }

    private static string Until(long first, long last) => last > first ? $", and all up to anchor {last}" : "";

    private void Find(AuditFindingKind kind, long anchor, string detail) => _findings.Add(Found(kind, anchor, detail));

    private static AuditFinding Found(AuditFindingKind kind, long anchor, string detail) => new(kind, null, null, anchor, detail);
}
