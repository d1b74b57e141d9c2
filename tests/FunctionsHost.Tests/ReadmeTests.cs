using System.Text.RegularExpressions;

namespace Integration.Local.FunctionsHost.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_difference_from_the_official_host_names_a_test()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true))
            .Select(method => method.Name)
            .ToHashSet();
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "README.md"))
            .SkipWhile(line => !line.StartsWith("| official", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .ToList();
        rows.Count.ShouldBeGreaterThan(5);
        foreach (var row in rows)
        {
            var named = Code().Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value).ToList();
            named.ShouldNotBeEmpty(row);
            named.ShouldAllBe(name => tests.Contains(name), row);
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
