using System.Runtime.CompilerServices;
using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Tests.Audit.Anchoring;

/// <summary>The store's contract without a table; held to it by <see cref="AnchorStoreContract"/>.</summary>
internal sealed class InMemoryAnchorStore : IAnchorStore
{
    private readonly Lock _gate = new();

    /// <summary>What is stored, oldest first; tests tamper with it.</summary>
    public List<SealedAnchor> Stored { get; } = [];

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<bool> TryAddAsync(SealedAnchor anchor, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var isFree = Stored.TrueForAll(stored => stored.Anchor.Sequence != anchor.Anchor.Sequence);
            if (isFree)
            {
                Stored.Add(anchor);
            }

            return Task.FromResult(isFree);
        }
    }

    public Task<AuditAnchor?> FindAsync(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(Stored.Find(stored => stored.Anchor.Sequence == sequence)?.Anchor);
        }
    }

    public async IAsyncEnumerable<AuditAnchor> ReadNewestFirstAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        List<AuditAnchor> anchors;
        lock (_gate)
        {
            anchors = Stored.ConvertAll(stored => stored.Anchor);
        }

        foreach (var anchor in Enumerable.Reverse(anchors))
        {
            yield return anchor;
        }
    }

    public Task<IReadOnlyList<AnchoredTip>> ReadLeavesAsync(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(Stored.Find(stored => stored.Anchor.Sequence == sequence)?.Leaves ?? []);
        }
    }
}
