using System.Globalization;
using RulesEngine.Models;

namespace Integration.Workflows.Eligibility;

/// <summary>What one rule said about one case.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="State">What became of it.</param>
/// <param name="Amount">Dollars a year, rounded to cents, when it yields them.</param>
/// <param name="MetFrom">The day from which it will hold, when it yields one.</param>
internal sealed record Finding(BoundRule Rule, FindingState State, decimal? Amount, DateOnly? MetFrom)
{
    /// <summary>Reads the engine's result; a rule that asked for a missing fact is unknown, whatever it came to.</summary>
    public static Finding Of(BoundRule rule, RuleResultTree result, FactSheet facts)
    {
        if (facts.Missing.Any(missing => rule.Facts.Contains(missing.Fact)))
        {
            return new(rule, FindingState.Unknown, null, null);
        }

        if (!string.IsNullOrEmpty(result.ExceptionMessage) || result.ActionResult?.Exception is not null)
        {
            return new(rule, FindingState.Failed, null, null);
        }

        var output = result.ActionResult?.Output;
        return result.IsSuccess
            ? new(rule, FindingState.Met, rule.YieldsAmount ? Cents(output) : null, null)
            : new(rule, FindingState.Unmet, null, rule.YieldsDay ? output as DateOnly? : null);
    }

    /// <summary>One line of the rule trace.</summary>
    public override string ToString()
    {
        var detail = Amount is { } amount ? FormattableString.Invariant($": {amount:0.00} a year")
            : MetFrom is { } day ? FormattableString.Invariant($": from {day:yyyy-MM-dd}")
            : "";
        return $"{Rule.Name} {State.ToString().ToLowerInvariant()}{detail}";
    }

    private static decimal? Cents(object? output) =>
        output is null ? null : decimal.Round(Convert.ToDecimal(output, CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero);
}
