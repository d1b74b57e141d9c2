using Integration.Workflows.Audit.Anchoring;

namespace Integration.Functions.Tests.Cases;

/// <summary>Anchors in memory.</summary>
internal sealed class RecordedAnchors : IAnchorStore
{
    public List<SealedAnchor> Stored { get; } = [];

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<bool> TryAddAsync(SealedAnchor anchor, CancellationToken cancellation)
    {
        Stored.Add(anchor);
        return Task.FromResult(true);
    }

    public Task<AuditAnchor?> FindAsync(long sequence, CancellationToken cancellation) => Task.FromResult(Of(sequence)?.Anchor);

    public IAsyncEnumerable<AuditAnchor> ReadNewestFirstAsync(CancellationToken cancellation) =>
        Enumerable.Reverse(Stored).Select(stored => stored.Anchor).ToAsyncEnumerable();

    public Task<IReadOnlyList<AnchoredTip>> ReadLeavesAsync(long sequence, CancellationToken cancellation) =>
        Task.FromResult(Of(sequence)?.Leaves ?? []);

    private SealedAnchor? Of(long sequence) => Stored.Find(stored => stored.Anchor.Sequence == sequence);
}
