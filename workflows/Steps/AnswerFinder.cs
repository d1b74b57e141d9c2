using Integration.Workflows.Cases;

namespace Integration.Workflows.Steps;

/// <summary>Looks for a step's end in the store, in case the event that tells of it was lost.</summary>
public sealed class AnswerFinder(ICaseStore store, StepEnds ends)
{
    /// <summary>How a step ended, or null while an answer is awaited.</summary>
    public async Task<StepEnd?> FindAsync(string stepKey, CancellationToken cancellation) =>
        StepKey.TryParse(stepKey, out var key) && await store.FindAsync(key.CaseId, cancellation).ConfigureAwait(false) is { } record
            ? ends.Of(record, key)
            : null;
}
