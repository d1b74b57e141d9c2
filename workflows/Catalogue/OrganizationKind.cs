namespace Integration.Workflows.Catalogue;

/// <summary>What an organization is in the network.</summary>
public enum OrganizationKind
{
    /// <summary>A government organization; only an agency owns programs.</summary>
    Agency,

    /// <summary>A private or nonprofit organization.</summary>
    Partner,
}
