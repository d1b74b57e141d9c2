using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Tests.Audit.Verification;

/// <summary>Counts what is read of a store.</summary>
internal sealed class CountingAnchorStore(IAnchorStore inner) : IAnchorStore
{
    public int Reads { get; private set; }

    public Task PrepareAsync(CancellationToken cancellation) => inner.PrepareAsync(cancellation);

    public Task<bool> TryAddAsync(SealedAnchor anchor, CancellationToken cancellation) => inner.TryAddAsync(anchor, cancellation);

    public Task<AuditAnchor?> FindAsync(long sequence, CancellationToken cancellation)
    {
        Reads++;
        return inner.FindAsync(sequence, cancellation);
    }

    public IAsyncEnumerable<AuditAnchor> ReadNewestFirstAsync(CancellationToken cancellation)
    {
        Reads++;
        return inner.ReadNewestFirstAsync(cancellation);
    }

    public Task<IReadOnlyList<AnchoredTip>> ReadLeavesAsync(long sequence, CancellationToken cancellation)
    {
        Reads++;
        return inner.ReadLeavesAsync(sequence, cancellation);
    }
}
