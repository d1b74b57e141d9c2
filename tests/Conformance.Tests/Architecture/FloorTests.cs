using System.Text.RegularExpressions;

namespace Integration.Conformance.Tests.Architecture;

/// <summary>The folders of a project are floors: each uses those below it, and none above.</summary>
public sealed partial class FloorTests
{
    /// <summary>From the top down.</summary>
    private static readonly Dictionary<string, (string Namespace, string[] Floors)> _projects = new()
    {
        ["infra/local/FunctionsHost"] = (
            "Integration.Local.FunctionsHost",
            [
                "CommandLine", "Hosting",
                "Timers", "ServiceBus", "Durable", "Http",
                "Triggers", "Functions", "Worker", "Apps",
                "Protocol", "Processes", "HostJson", "Settings", "Starting",
            ]),
    };

    public static TheoryData<string> Projects => [.. _projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_uses_only_folders_below_it(string project)
    {
        var (@namespace, floors) = _projects[project];
        var uses = UsesOf(project, @namespace).ToList();

        uses.ShouldNotBeEmpty();
        uses.Where(use => Array.IndexOf(floors, use.To) <= Array.IndexOf(floors, use.From))
            .Select(use => $"{use.File} uses {use.To}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_a_floor(string project) =>
        Files(project).Select(FolderOf(project)).Where(folder => folder.Length > 0).Distinct().Order()
            .ShouldBe(_projects[project].Floors.Order());

    private static IEnumerable<(string File, string From, string To)> UsesOf(string project, string @namespace) =>
        from file in Files(project)
        let folder = FolderOf(project)(file)
        where folder.Length > 0
        from line in Repository.Lines(file)
        let use = Using().Match(line)
        where use.Success && use.Groups["name"].Value.StartsWith($"{@namespace}.", StringComparison.Ordinal)
        let to = use.Groups["name"].Value[(@namespace.Length + 1)..].Split('.')[0]
        where to != folder
        select (file, folder, to);

    private static IEnumerable<string> Files(string project) => Repository.Files(project, "*.cs")
        .Concat(Repository.Files(project, "*.proto")).Select(file => file.Replace(Path.DirectorySeparatorChar, '/'));

    /// <returns>Empty for a file that lies beside the folders.</returns>
    private static Func<string, string> FolderOf(string project) => file =>
        file[(project.Length + 1)..].Split('/') is [var folder, _, ..] ? folder : "";

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<name>[\w.]+);")]
    private static partial Regex Using();
}
