namespace Integration.Workflows.Consent;

/// <summary>Whether something may be done for a purpose, as far as the person's word goes.</summary>
public enum ConsentState
{
    /// <summary>The person was not asked.</summary>
    Missing,

    /// <summary>The person's yes holds.</summary>
    Given,

    /// <summary>The person said no, at first or later.</summary>
    Declined,

    /// <summary>There was a yes, and its time is over.</summary>
    Expired,
}
