namespace Integration.Workflows.Cases;

/// <summary>Where cases are kept: one partition a case.</summary>
public interface ICaseStore
{
    /// <summary>Makes sure that there is a place to store; called once at start.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>All that is stored of a case, or null.</summary>
    Task<CaseRecord?> FindAsync(string caseId, CancellationToken cancellation);

    /// <summary>Writes a change, all of it or nothing. What is being written can't be called off: nobody would know whether it is stored.</summary>
    /// <exception cref="OperationCanceledException">The write had not begun.</exception>
    Task<CommitOutcome> CommitAsync(CaseChange change, CancellationToken cancellation);
}
