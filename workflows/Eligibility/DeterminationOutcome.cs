namespace Integration.Workflows.Eligibility;

/// <summary>A program's answer: more than yes or no.</summary>
public enum DeterminationOutcome
{
    /// <summary>Every condition is met.</summary>
    Eligible,

    /// <summary>At least one condition is not met, whatever the missing facts may be.</summary>
    Ineligible,

    /// <summary>No condition fails, but facts are missing; the reasons name them.</summary>
    NeedsInformation,

    /// <summary>Only conditions fail that time alone will meet.</summary>
    WillBeEligible,

    /// <summary>The program has no figures in force on the day asked for.</summary>
    Unavailable,
}
