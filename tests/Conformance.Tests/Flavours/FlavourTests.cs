namespace Integration.Conformance.Tests.Flavours;

/// <summary>Two hosts, one code: only the project files know which one is underneath.</summary>
public sealed class FlavourTests
{
    // What runs on the official packages alone, outside of the solution and of both flavours.
    private const string OfficialTests = "tests/official";

    private static readonly IReadOnlyList<CentralVersion> _versions = CentralVersions.Read();
    private static readonly IReadOnlyList<Reference> _references =
        [.. new[] { "functions", "workflows", "infra", "tests" }
            .SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Where(project => !In(project, OfficialTests))
            .SelectMany(Reference.Of)];

    private static readonly string[] _official = [.. Named(CentralVersions.Official)];

    [Fact]
    public void Every_official_package_has_one_version_and_is_referenced()
    {
        _official.ShouldNotBeEmpty();
        _versions.CountBy(version => version.Name).Where(count => count.Value > 1).ShouldBeEmpty();
        _official.Except(_references.Select(reference => reference.To)).ShouldBeEmpty();
    }

    [Fact]
    public void Official_packages_are_referenced_under_the_Azure_flavour_alone() =>
        _references.Where(reference => _official.Contains(reference.To) && reference.Condition != Reference.WhenAzure).ShouldBeEmpty();

    [Fact]
    public void The_Azure_flavour_references_official_packages_alone() =>
        _references.Where(reference => reference.Condition == Reference.WhenAzure && !_official.Contains(reference.To)).ShouldBeEmpty();

    [Fact]
    public void Functions_and_workflows_reference_the_local_runtime_under_the_local_flavour_alone()
    {
        var local = OfTheApp().Where(reference => reference.To.StartsWith("infra", StringComparison.Ordinal)).ToList();

        local.ShouldNotBeEmpty();
        local.Where(reference => reference.Condition != Reference.WhenLocal).ShouldBeEmpty();
        OfTheApp().Where(reference => Named(CentralVersions.Local).Contains(reference.To)).ShouldBeEmpty();
    }

    [Fact]
    public void Workflows_know_no_functions() =>
        _references.Where(reference => In(reference.Project, "workflows") && In(reference.To, "functions")).ShouldBeEmpty();

    [Theory]
    [InlineData("#if")]
    [InlineData("Integration.Local")]
    [InlineData("FunctionsHost")]
    public void No_code_of_functions_or_workflows_knows_its_host(string word)
    {
        var files = new[] { "functions", "workflows" }.SelectMany(folder => Repository.Files(folder, "*.cs")).ToList();

        files.ShouldNotBeEmpty();
        (from file in files
         from line in Repository.Lines(file).Index()
         where line.Item.Contains(word, StringComparison.Ordinal)
         select $"{file}:{line.Index + 1}: {line.Item.Trim()}").ShouldBeEmpty();
    }

    private static IEnumerable<string> Named(string group) =>
        _versions.Where(version => version.Group == group).Select(version => version.Name);

    private static IEnumerable<Reference> OfTheApp() =>
        _references.Where(reference => In(reference.Project, "functions") || In(reference.Project, "workflows"));

    private static bool In(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
