namespace Integration.Workflows.Identity;

/// <summary>What an identity check came to.</summary>
public enum IdentityOutcome
{
    /// <summary>The credential's assurance reaches the level asked for.</summary>
    Verified,

    /// <summary>The credential is known, but its assurance is short of the level: a step-up would help.</summary>
    LevelTooLow,

    /// <summary>There is no credential that this network accepts.</summary>
    NotVerified,

    /// <summary>Nobody in the register fits the details.</summary>
    NoMatch,

    /// <summary>More than one person in the register fits the details.</summary>
    SeveralMatches,
}
