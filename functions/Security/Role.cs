namespace Integration.Functions.Security;

/// <summary>Who may call.</summary>
public enum Role
{
    /// <summary>A portal, hotline, service centre or another agency's system.</summary>
    Agency,

    /// <summary>Somebody at a counter or on the telephone, who helps people with any case.</summary>
    ServiceCentre,

    /// <summary>Who keeps the network running.</summary>
    Operator,
}
