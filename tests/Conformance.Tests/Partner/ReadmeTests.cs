using System.Text.RegularExpressions;
using Integration.Workflows.Steps;

namespace Integration.Conformance.Tests.Partner;

/// <summary>What partners are told is what the code does.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_table_of_states_is_the_one_that_answers_are_checked_with()
    {
        var readme = Repository.Lines(Path.Combine("infra", "local", "Partner", "README.md"));
        var told = from row in readme.SkipWhile(line => line != "## States")
                   where row.StartsWith("| `", StringComparison.Ordinal)
                   let cells = row.Split('|')
                   from @from in Words(cells[1])
                   from to in Words(cells[2])
                   select (@from, to);
        var statuses = StepTransitions.StatusesOf(StepNames.Referral);
        var allowed = from @from in statuses
                      from to in statuses
                      where StepTransitions.IsAllowed(StepNames.Referral, @from, to)
                      select (@from, to);

        told.ShouldBe(allowed, ignoreOrder: true);
    }

    private static IEnumerable<string> Words(string cell) => Word().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Word();
}
