namespace Integration.Workflows.Evidence;

/// <summary>What a holder of evidence says; as in the EU Once-Only Technical System.</summary>
public enum EvidenceOutcome
{
    /// <summary>Here it is.</summary>
    Found,

    /// <summary>The person is known, the evidence is not there.</summary>
    NotFound,

    /// <summary>No person, or more than one, fits what was sent.</summary>
    IdentityNotMatched,

    /// <summary>It will be there from a point in time on.</summary>
    AvailableLater,
}
