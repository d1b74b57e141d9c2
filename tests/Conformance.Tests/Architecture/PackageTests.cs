using System.Xml.Linq;

namespace Integration.Conformance.Tests.Architecture;

/// <summary>What is restored is written down.</summary>
public sealed class PackageTests
{
    private const string FunctionsSdk = "Microsoft.Azure.Functions.Worker.Sdk";

    private static readonly IReadOnlyList<string> _projects =
        [.. new[] { "functions", "workflows", "infra", "tests" }.SelectMany(folder => Repository.Files(folder, "*.csproj"))];

    [Fact]
    public void A_package_has_one_version_for_all_projects()
    {
        CentralVersions.Read().CountBy(version => version.Package).Where(count => count.Value > 1).ShouldBeEmpty();
        (from project in _projects
         from reference in References(project)
         where reference.Attribute("Version") is not null
         select $"{project}: {reference}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_a_lock_file() =>
        _projects.Where(project => !IsBeside(project, "packages.lock.json")).ShouldBeEmpty();

    [Fact]
    public void Every_functions_app_has_one_for_the_host_s_extensions_too()
    {
        var apps = _projects.Where(project => References(project).Any(reference => reference.Attribute("Include")?.Value == FunctionsSdk));

        apps.ShouldContain(Path.Combine("functions", "Integration.Functions.csproj"));
        apps.Where(app => !IsBeside(app, "WorkerExtensions.lock.json")).ShouldBeEmpty();
    }

    private static IEnumerable<XElement> References(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("PackageReference");

    private static bool IsBeside(string project, string file) =>
        File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, file));
}
