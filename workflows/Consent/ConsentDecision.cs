namespace Integration.Workflows.Consent;

/// <summary>What the person said to one purpose.</summary>
public enum ConsentDecision
{
    /// <summary>Yes.</summary>
    Accept,

    /// <summary>No; after a yes, its withdrawal.</summary>
    Decline,
}
