using System.Xml.Linq;

namespace Integration.Conformance.Tests.Architecture;

/// <summary>Directory.Packages.props.</summary>
internal static class CentralVersions
{
    /// <summary>Every package and version in it.</summary>
    public static IReadOnlyList<(string Package, string Version)> Read() =>
    [
        .. from version in XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
           select (version.Attribute("Include")!.Value, version.Attribute("Version")!.Value),
    ];
}
