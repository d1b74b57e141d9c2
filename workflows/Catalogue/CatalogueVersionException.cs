namespace Integration.Workflows.Catalogue;

/// <summary>A version of the catalogue can't be had. It says which, and what would help.</summary>
public sealed class CatalogueVersionException : Exception
{
    internal CatalogueVersionException(string version, string problem, string remedy, Exception? inner = null)
        : base($"The catalogue of version '{version}' {problem} {remedy}", inner)
    {
        Version = version;
        Remedy = remedy;
    }

    /// <summary>The version that was asked for.</summary>
    public string Version { get; }

    /// <summary>What would help.</summary>
    public string Remedy { get; }
}
