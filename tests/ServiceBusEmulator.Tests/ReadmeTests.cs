using System.Text.RegularExpressions;

namespace Integration.Local.ServiceBusEmulator.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_tests_that_the_readme_names_exist()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var tests = typeof(ReadmeTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();

        var named = TestName().Matches(readme).Select(match => match.Groups[1].Value).ToList();

        named.Count.ShouldBeGreaterThan(20);
        named.Except(tests).ShouldBeEmpty();
    }

    [GeneratedRegex("`([A-Z][a-zA-Z0-9]*_[a-zA-Z0-9_]+)`")]
    private static partial Regex TestName();
}
