using System.Xml.Linq;

namespace Integration.Conformance.Tests.Flavours;

/// <summary>Directory.Packages.props.</summary>
internal static class CentralVersions
{
    /// <summary>The label of the official packages' group.</summary>
    public const string Official = "FunctionsHost=Azure: the official packages";

    /// <summary>The label of the local runtime's group.</summary>
    public const string Local = "FunctionsHost=Local: the local runtime";

    /// <summary>Every version in it.</summary>
    public static IReadOnlyList<CentralVersion> Read() =>
    [
        .. from version in XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
           select new CentralVersion(
               version.Attribute("Include")!.Value, version.Attribute("Version")!.Value, version.Parent?.Attribute("Label")?.Value ?? ""),
    ];
}
