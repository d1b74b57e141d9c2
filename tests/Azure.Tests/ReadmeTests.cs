using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Integration.Azure.Tests;

/// <summary>The runbook names what there is.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string _runbook = File.ReadAllText(Built.PathOf("infra", "azure", "README.md"));
    private static readonly JsonNode _template = JsonNode.Parse(File.ReadAllText(Path.Combine(Built.Output, "main.json")))!;

    [Fact]
    public void Every_parameter_is_in_its_table_and_no_other()
    {
        var table = _runbook[Heading("Parameters")..Heading("Networking")];

        table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value))
            .ShouldBe(_template["parameters"]!.AsObject().Select(parameter => parameter.Key), ignoreOrder: true);
    }

    [Fact]
    public void Every_value_that_it_asks_azd_for_is_an_output() =>
        AzdValue().Matches(_runbook).Select(match => match.Groups[1].Value).Distinct()
            .ShouldBeSubsetOf(_template["outputs"]!.AsObject().Select(output => output.Key));

    [Fact]
    public void Every_value_that_the_parameters_read_is_in_it() =>
        Directory.EnumerateFiles(Built.PathOf("infra", "azure"), "*.bicepparam").Select(File.ReadAllText)
            .SelectMany(text => EnvironmentVariable().Matches(text).Select(match => match.Groups[1].Value)).Distinct()
            .ShouldAllBe(name => _runbook.Contains(name, StringComparison.Ordinal));

    [Fact]
    public void Every_file_that_it_lists_is_there()
    {
        var table = _runbook[..Heading("Before you begin")];

        foreach (var name in Template().Matches(table).Select(match => match.Value))
        {
            Directory.EnumerateFiles(Built.PathOf("infra", "azure"), Path.GetFileName(name), SearchOption.AllDirectories)
                .ShouldHaveSingleItem(name);
        }
    }

    private static int Heading(string text) => _runbook.IndexOf($"\n## {text}\n", StringComparison.Ordinal);

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("azd env get-value ([A-Z_]+)")]
    private static partial Regex AzdValue();

    [GeneratedRegex(@"readEnvironmentVariable\('([A-Z_]+)'")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"[a-z/-]+\.(bicep|yaml)\b")]
    private static partial Regex Template();
}
