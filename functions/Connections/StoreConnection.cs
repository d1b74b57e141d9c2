namespace Integration.Functions.Connections;

/// <summary>Which table service.</summary>
internal static class StoreConnection
{
    /// <summary>The setting that names it: a connection string, or the section of <see cref="Address"/>.</summary>
    public const string Setting = "CaseStoreConnection";

    /// <summary>Below it: the table service's https address, to be used with an identity.</summary>
    public const string Address = "tableServiceUri";
}
