using Integration.Workflows.Protection;

namespace Integration.Workflows.KeyRotation;

/// <summary>
/// Seals the keys of all cases under the current master key, slice by slice, so that the other master keys can be taken away. Only keys are
/// written, each in one small write; what they protect is not touched, and cases go on meanwhile. Any number of hosts may do it, and
/// what was done before a host ended is not done again.
/// </summary>
public sealed class CaseKeyRotation(ICaseKeys keys, MasterKeys masterKeys, TimeProvider time)
{
    private const int WritesAtOnce = 16;

    /// <summary>Goes on for some time, or until there is nothing left to do.</summary>
    /// <param name="limit">After which no further step is begun; a step is a page of the store.</param>
    /// <param name="cancellation">Ends it between two writes.</param>
    /// <returns>Null when there was nothing to do.</returns>
    /// <exception cref="MissingMasterKeyException">A key is sealed under a master key that is not there any more.</exception>
    public async Task<RotationOutcome?> RunAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var begin = time.GetUtcNow();
        var stored = await keys.FindProgressAsync(cancellation).ConfigureAwait(false);
        var progress = RotationProgress.Of(stored, masterKeys.Current, begin);
        if (!progress.IsDue(begin))
        {
            return null;
        }

        var rewrapped = 0;
        do
        {
            var page = await keys.ReadNotUnderAsync(progress.MasterKey, progress.Position, cancellation).ConfigureAwait(false);
            rewrapped += await RewrapAsync(page.Keys, cancellation).ConfigureAwait(false);
            var next = progress.After(page, time.GetUtcNow());
            if (await keys.TrySaveAsync(next, cancellation).ConfigureAwait(false) is not { } saved)
            {
                // Another host is at it, and goes on.
                return new(progress.MasterKey, rewrapped, IsDone: false);
            }

            progress = saved;
        }
        while (progress.IsDue(time.GetUtcNow()) && time.GetUtcNow() < begin + limit);

        return new(progress.MasterKey, rewrapped, progress.DoneAt is not null);
    }

    private async Task<int> RewrapAsync(IReadOnlyList<CaseKey> page, CancellationToken cancellation)
    {
        var rewrapped = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(page, options, async (read, token) =>
        {
            if (await keys.TryReplaceAsync(read, masterKeys.Rewrap(read.CaseId, read.Key), token).ConfigureAwait(false))
            {
                Interlocked.Increment(ref rewrapped);
            }
        }).ConfigureAwait(false);
        return rewrapped;
    }
}
