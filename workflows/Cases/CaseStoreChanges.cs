namespace Integration.Workflows.Cases;

/// <summary>Changes that are decided again when the case has moved on in between.</summary>
internal static class CaseStoreChanges
{
    private const int Tries = 16;

    /// <summary>Reads, decides, writes; begins again when somebody else wrote first.</summary>
    /// <param name="store">Where cases are kept.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="decide">The change, or null when there is nothing to do.</param>
    /// <param name="cancellation">Ends it between two tries.</param>
    /// <returns>The case as the last decision saw it, and whether something was written; null when there is no such case.</returns>
    public static Task<(CaseRecord Case, CaseChange? Written)?> ChangeAsync(
        this ICaseStore store, string caseId, Func<CaseRecord, CaseChange?> decide, CancellationToken cancellation) =>
        store.ChangeAsync(caseId, found => ValueTask.FromResult(decide(found)), cancellation);

    /// <summary>The same for a decision that needs something that is not at hand.</summary>
    public static async Task<(CaseRecord Case, CaseChange? Written)?> ChangeAsync(
        this ICaseStore store, string caseId, Func<CaseRecord, ValueTask<CaseChange?>> decide, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync(caseId, cancellation).ConfigureAwait(false) is not { } found)
            {
                return null;
            }

            var change = await decide(found).ConfigureAwait(false);
            if (change is null || await store.CommitAsync(change, cancellation).ConfigureAwait(false) == CommitOutcome.Committed)
            {
                return (found, change);
            }

            if (attempt == Tries)
            {
                throw new InvalidOperationException($"Case {caseId} kept changing; gave up after {Tries} tries.");
            }
        }
    }
}
