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

    /// <summary>The level is reached, and the register knows nobody by these details: the person is asked to correct them.</summary>
    NoMatch,

    /// <summary>The level is reached, and the register knows more than one by these details: somebody has to look, in person.</summary>
    SeveralMatches,
}
