namespace Integration.Workflows.Audit.Anchoring;

/// <summary>Where anchors are kept: they are added, and never changed.</summary>
public interface IAnchorStore
{
    /// <summary>The most leaves that one anchor can have.</summary>
    const int MaximumLeaves = 10_000;

    /// <summary>Makes sure that there is a place to store; called once at start.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Adds an anchor with its leaves, all of it or nothing.</summary>
    /// <returns>False when there is an anchor with this sequence already.</returns>
    Task<bool> TryAddAsync(SealedAnchor anchor, CancellationToken cancellation);

    /// <summary>The anchor of a sequence, or null.</summary>
    Task<AuditAnchor?> FindAsync(long sequence, CancellationToken cancellation);

    /// <summary>All anchors, the newest first.</summary>
    IAsyncEnumerable<AuditAnchor> ReadNewestFirstAsync(CancellationToken cancellation);

    /// <summary>The leaves that are stored for an anchor, in their order; none when there is no such anchor.</summary>
    Task<IReadOnlyList<AnchoredTip>> ReadLeavesAsync(long sequence, CancellationToken cancellation);
}
