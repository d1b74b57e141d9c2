using Integration.Workflows.Audit.Anchoring;

namespace Integration.Workflows.Audit;

/// <summary>The audit chains of all cases, as they are stored; damaged ones are read as far as they can be, never refused.</summary>
public interface ICaseAudits
{
    /// <summary>Where the chains end of all cases that were written to since a time by the store's clock; of all when null.</summary>
    IAsyncEnumerable<AnchoredTip> MovedSinceAsync(DateTimeOffset? since, CancellationToken cancellation);

    /// <summary>Every case, in the order of its id, one after the other.</summary>
    IAsyncEnumerable<CaseAudit> ReadAllAsync(CancellationToken cancellation);

    /// <summary>One case, or null when nothing is stored of it.</summary>
    Task<CaseAudit?> FindAsync(string caseId, CancellationToken cancellation);
}
