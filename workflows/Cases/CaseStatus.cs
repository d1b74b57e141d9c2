namespace Integration.Workflows.Cases;

/// <summary>Where a case stands: the status of its last attempt.</summary>
public enum CaseStatus
{
    /// <summary>Stored; no attempt has begun.</summary>
    Received,

    /// <summary>An attempt is running.</summary>
    InProgress,

    /// <summary>The attempt ended because a step failed; finished steps stand.</summary>
    Failed,

    /// <summary>The plan was carried out, or ended early by its own rules.</summary>
    Closed,

    /// <summary>The person does not want it any more.</summary>
    Withdrawn,
}
