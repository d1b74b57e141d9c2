using System.Text.Json;

namespace Integration.Conformance.Tests.Architecture;

/// <summary>What a project refers to, as the build sees it.</summary>
/// <param name="Packages">Names of packages.</param>
/// <param name="Projects">Project files, relative to the root.</param>
internal sealed record ProjectReferences(IReadOnlyList<string> Packages, IReadOnlyList<string> Projects)
{
    private const string Package = "PackageReference";
    private const string Project = "ProjectReference";

    /// <summary>Reads them, with properties as <c>name=value</c>.</summary>
    public static async Task<ProjectReferences> OfAsync(string project, params IEnumerable<string> properties)
    {
        var printed = await Dotnet.RunAsync(
            ["msbuild", project, $"-getItem:{Package}", $"-getItem:{Project}", .. properties.Select(property => $"-p:{property}")]);
        var items = JsonElement.Parse(printed).GetProperty("Items");
        return new(
            Of(items, Package, "Identity"),
            [.. Of(items, Project, "FullPath").Select(path => Path.GetRelativePath(Repository.Root, path))]);
    }

    private static List<string> Of(JsonElement items, string kind, string metadata) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!)];
}
