using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Workflows.Catalogue;

namespace Integration.Local.AppHost.Tests.Catalogue;

public sealed partial class CatalogueCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_packs_that_ship_can_be_used()
    {
        var shipped = ServiceCatalogue.LoadShipped();

        var run = await ProgramRun.RunAsync("catalogue", "check");

        run.ExitCode.ShouldBe(0);
        run.Errors.ShouldBeEmpty();
        run.Output.TrimEnd().ShouldMatch("^6 packs, [^\n]*, [0-9]+ ms$");
        Counts(run.Output)["file"].ShouldBe(shipped.Files.Count);
        Counts(run.Output)["program"].ShouldBe(shipped.Programs.Count);
        Counts(run.Output)["service"].ShouldBe(shipped.Services.Count);
        Counts(run.Output)["organization"].ShouldBe(shipped.Organizations.Count);
        Counts(run.Output)["partner"].ShouldBe(shipped.Organizations.Count(organization => organization.Kind == OrganizationKind.Partner));
        Counts(run.Output)["agreement"].ShouldBe(shipped.Agreements.Count);
        run.Output.ShouldContain($"version {shipped.Version}");
    }

    [Fact]
    public async Task Packs_are_checked_wherever_they_lie()
    {
        CopyShipped();

        var run = await CheckAsync();

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain($"version {ServiceCatalogue.LoadShipped().Version}");
    }

    [Fact]
    public async Task Every_error_is_a_line_with_file_place_problem_and_remedy()
    {
        CopyShipped();
        await ReplaceAsync("ca/participants.json", "\"hosted\"", "\"cloud\"");
        await WriteAsync("ca/more.json", "{");

        var run = await CheckAsync();

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldBeEmpty();
        var lines = run.Output.TrimEnd().Split('\n');
        lines.ShouldContain(line => line.StartsWith("ca/more.json#: The file is not JSON", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("ca/participants.json#/participants/0/hosting: ", StringComparison.Ordinal)
            && line.Contains("hosted, remote", StringComparison.Ordinal));
        Counts(lines[^1])["error"].ShouldBe(lines.Length - 1);
    }

    [Fact]
    public async Task A_directory_without_a_pack_is_an_error()
    {
        var run = await CheckAsync();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("There is no pack.");
        run.Output.TrimEnd().ShouldMatch("0 packs, 0 files, 1 error, [0-9]+ ms$");
    }

    [Fact]
    public async Task A_directory_with_files_of_its_own_is_a_pack_itself()
    {
        CopyShipped();

        var run = await ProgramRun.RunAsync("catalogue", "check", _directory.File("ca"));

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldStartWith("1 pack, ");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("a file")]
    public async Task What_is_no_directory_is_told_with_help(string name)
    {
        await WriteAsync("a file", "{}");
        var path = _directory.File(name);

        var run = await ProgramRun.RunAsync("catalogue", "check", path);

        run.ExitCode.ShouldBe(2);
        run.FirstError.ShouldBe($"'{path}' is no directory: name one that packs are below.");
        run.Errors.ShouldContain("Usage:");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_paths_are_one_too_many() =>
        (await ProgramRun.RunAsync("catalogue", "check", _directory.Path, _directory.Path)).ExitCode.ShouldBe(2);

    [Fact]
    public async Task Help_tells_of_the_check() => (await ProgramRun.RunAsync("catalogue", "--help")).Output.ShouldContain("check");

    public void Dispose() => _directory.Dispose();

    private static Dictionary<string, int> Counts(string summary) => Counted().Matches(summary).ToDictionary(
        match => match.Groups["thing"].Value, match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));

    private Task<ProgramRun> CheckAsync() => ProgramRun.RunAsync("catalogue", "check", _directory.Path);

    private void CopyShipped()
    {
        foreach (var file in PacksDirectory.Read(PacksDirectory.Shipped))
        {
            var path = _directory.File(file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }
    }

    private async Task ReplaceAsync(string name, string text, string other)
    {
        var written = await File.ReadAllTextAsync(_directory.File(name), TestContext.Current.CancellationToken);
        await WriteAsync(name, written.Replace(text, other, StringComparison.Ordinal));
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(_directory.File(name), text, TestContext.Current.CancellationToken);

    [GeneratedRegex("(?<number>[0-9]+) (?<thing>[a-z]+?)s?(,|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Counted();
}
