namespace Integration.Workflows.Audit.Anchoring;

/// <summary>
/// Anchors the ends of all audit chains that have grown. Any number of hosts may do it at any time: an anchor's number is given once,
/// and who comes second gives up.
/// </summary>
public sealed class TipAnchoring(ICaseAudits audits, IAnchorStore anchors, TimeProvider time)
{
    /// <summary>How far the clocks of hosts and store may be apart.</summary>
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Anchors, unless the last anchor is younger than an interval.</summary>
    /// <returns>Null when it was.</returns>
    public async Task<AnchoringOutcome?> RunWhenDueAsync(TimeSpan interval, CancellationToken cancellation)
    {
        var begin = time.GetUtcNow();
        var recent = await ReadRecentAsync(cancellation).ConfigureAwait(false);
        return recent.Last is { } last && begin < last.At + interval
            ? null
            : await RunAsync(recent, begin, cancellation).ConfigureAwait(false);
    }

    /// <summary>Anchors. An anchor is added also when no case has moved: it shows that somebody looked.</summary>
    public async Task<AnchoringOutcome> RunAsync(CancellationToken cancellation)
    {
        var begin = time.GetUtcNow();
        return await RunAsync(await ReadRecentAsync(cancellation).ConfigureAwait(false), begin, cancellation).ConfigureAwait(false);
    }

    private async Task<AnchoringOutcome> RunAsync(Recent recent, DateTimeOffset begin, CancellationToken cancellation)
    {
        var (last, since) = (recent.Last, recent.Since);
        var known = await KnownAsync(recent.Anchors, cancellation).ConfigureAwait(false);
        var added = new List<AuditAnchor>();
        var moved = new Dictionary<string, AnchoredTip>(StringComparer.Ordinal);
        await foreach (var tip in audits.MovedSinceAsync(since, cancellation).ConfigureAwait(false))
        {
            if (!tip.IsWellFormed || known.GetValueOrDefault(tip.CaseId) == tip)
            {
                continue;
            }

            if (moved.Count == IAnchorStore.MaximumLeaves && !await AddAsync(isComplete: false).ConfigureAwait(false))
            {
                return new(added, WasFirst: false);
            }

            moved[tip.CaseId] = tip;
        }

        return new(added, WasFirst: await AddAsync(isComplete: true).ConfigureAwait(false));

        async Task<bool> AddAsync(bool isComplete)
        {
            var next = AnchorChain.Append(last, begin, isComplete, moved.Values);
            if (!await anchors.TryAddAsync(next, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            added.Add(last = next.Anchor);
            moved.Clear();
            return true;
        }
    }

    private async Task<Recent> ReadRecentAsync(CancellationToken cancellation)
    {
        var recent = new List<AuditAnchor>();
        await foreach (var anchor in anchors.ReadNewestFirstAsync(cancellation).ConfigureAwait(false))
        {
            if (recent.Count > 0 && anchor.At < recent[0].SeenUntil - ClockTolerance)
            {
                break;
            }

            recent.Add(anchor);
        }

        return new(recent);
    }

    /// <summary>What the looks since then have anchored: the newest of each case.</summary>
    private async Task<Dictionary<string, AnchoredTip>> KnownAsync(IEnumerable<AuditAnchor> recent, CancellationToken cancellation)
    {
        var known = new Dictionary<string, AnchoredTip>(StringComparer.Ordinal);
        foreach (var anchor in recent.Where(anchor => anchor.Count > 0))
        {
            foreach (var leaf in await anchors.ReadLeavesAsync(anchor.Sequence, cancellation).ConfigureAwait(false))
            {
                known.TryAdd(leaf.CaseId, leaf);
            }
        }

        return known;
    }

    private sealed record Recent(List<AuditAnchor> Anchors)
    {
        public AuditAnchor? Last => Anchors.FirstOrDefault();

        public DateTimeOffset? Since =>
            Last is { } last && last.SeenUntil > DateTimeOffset.UnixEpoch ? last.SeenUntil - ClockTolerance : null;
    }
}
