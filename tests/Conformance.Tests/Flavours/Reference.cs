using System.Xml.Linq;

namespace Integration.Conformance.Tests.Flavours;

/// <summary>What a project refers to.</summary>
/// <param name="Project">The project file, relative to the root.</param>
/// <param name="Kind"><c>PackageReference</c> or <c>ProjectReference</c>.</param>
/// <param name="To">The package, or the other project file, relative to the root.</param>
/// <param name="Condition">When: its own and its group's condition without blanks; empty for always.</param>
internal sealed record Reference(string Project, string Kind, string To, string Condition)
{
    public const string Package = "PackageReference";
    public const string OtherProject = "ProjectReference";

    /// <summary>The condition of the Azure flavour.</summary>
    public const string WhenAzure = "'$(FunctionsHost)'=='Azure'";

    /// <summary>The condition of the local flavour.</summary>
    public const string WhenLocal = "'$(FunctionsHost)'=='Local'";

    /// <summary>The references of a project file.</summary>
    public static IEnumerable<Reference> Of(string project) =>
        from element in XDocument.Load(Path.Combine(Repository.Root, project)).Descendants()
        where element.Name.LocalName is Package or OtherProject
        let to = element.Attribute("Include")!.Value
        select new Reference(
            project,
            element.Name.LocalName,
            element.Name.LocalName == Package ? to : FromRoot(Path.GetDirectoryName(project)!, to),
            ConditionOf(element.Parent!) + ConditionOf(element));

    private static string FromRoot(string folder, string to) =>
        Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, to));

    private static string ConditionOf(XElement element) =>
        (element.Attribute("Condition")?.Value ?? "").Replace(" ", "", StringComparison.Ordinal);
}
