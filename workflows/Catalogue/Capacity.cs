namespace Integration.Workflows.Catalogue;

/// <summary>Whether a provider takes people; as in HL7 Gravity SDOH Clinical Care.</summary>
public enum Capacity
{
    /// <summary>At once.</summary>
    Capacity,

    /// <summary>After a wait.</summary>
    Waitlist,

    /// <summary>Not now.</summary>
    NoCapacity,
}
