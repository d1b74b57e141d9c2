namespace Integration.Workflows.Cases;

/// <summary>What became of a change.</summary>
public enum CommitOutcome
{
    /// <summary>Written, all of it.</summary>
    Committed,

    /// <summary>A row of it is there already: nothing was written.</summary>
    AlreadyThere,

    /// <summary>The case has changed since it was read: nothing was written.</summary>
    Stale,
}
