using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What a schema can't say about one program: figures without gaps in their names, texts that exist, one amount.</summary>
internal static class ProgramChecks
{
    /// <summary>Everything that is wrong, except in the expressions themselves.</summary>
    public static IEnumerable<CatalogueError> Check(Located<ProgramFile> program) =>
        CheckFacts(program).Concat(CheckTables(program)).Concat(CheckRules(program)).Concat(CheckReasons(program));

    /// <summary>Every fact that no rule asks for: what is not needed must not be sent.</summary>
    public static IEnumerable<CatalogueError> CheckUse(Located<ProgramFile> program, ProgramRules? rules) =>
        rules is null ? [] : program.Value.Facts.Keys.Except(rules.Rules.SelectMany(rule => rule.Facts)).Select(name => program.Error(
            JsonPointer.Append("/facts", name), "No rule asks for this fact.", "Use it in a rule, or remove it."));

    private static IEnumerable<CatalogueError> CheckFacts(Located<ProgramFile> program)
    {
        foreach (var (name, fact) in program.Value.Facts)
        {
            var at = JsonPointer.Append("/facts", name);
            var listed = fact.Pointer.Contains("/*", StringComparison.Ordinal);
            if (listed != (fact.Type == FactType.Dates))
            {
                yield return program.Error(
                    at + "/pointer",
                    $"A fact of type {fact.Type} {(listed ? "points into" : "does not point into")} a list.",
                    "Facts of type dates have one segment *, others have none.");
            }

            if (fact.OnlyWhere is { } only && (fact.Type != FactType.Dates || ListOf(only) != ListOf(fact.Pointer)))
            {
                yield return program.Error(at + "/onlyWhere", "It does not stand in the same list as the dates.",
                    $"Point to a flag below {ListOf(fact.Pointer)}/*.");
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckTables(Located<ProgramFile> program)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, table) in (program.Value.Parameters ?? []).Index())
        {
            var at = JsonPointer.Append("/parameters", index);
            foreach (var name in table.Periods[0].Values.Keys.Where(name => !owners.TryAdd(name, table.Table)))
            {
                yield return program.Error(at, $"The parameter '{name}' is also in the table '{owners[name]}'.",
                    "Give every parameter one table.");
            }

            foreach (var error in CheckPeriods(program, at, table.Periods))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckPeriods(
        Located<ProgramFile> program, string table, IReadOnlyList<ParameterPeriod> periods)
    {
        var first = periods[0].Values;
        foreach (var (index, period) in periods.Index())
        {
            var at = JsonPointer.Append(table + "/periods", index);
            if (period.Until < period.From)
            {
                yield return program.Error(at + "/until", "The period ends before it begins.", "Put until on or after from.");
            }

            if (period.CarriedUntil is { } carried && !(carried > period.Until))
            {
                yield return program.Error(at + "/carriedUntil", "It does not lie after until.",
                    "Put carriedUntil after until, or leave it out.");
            }

            if (periods.Take(index).Any(earlier => Overlap(earlier, period)))
            {
                yield return program.Error(at, "The period overlaps an earlier one.", "Let each day have one period at most.");
            }

            if (!period.Values.Keys.ToHashSet().SetEquals(first.Keys)
                || period.Values.Any(value => first[value.Key].HasRows != value.Value.HasRows))
            {
                yield return program.Error(at + "/values", "The parameters are not those of the first period.",
                    $"Give {string.Join(", ", first.Keys)}, each as in the first period.");
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckRules(Located<ProgramFile> program)
    {
        var (id, rules) = (program.Value.Id, program.Value.Rules);
        if (rules.WorkflowName != id)
        {
            yield return program.Error("/rules/WorkflowName", "The workflow is not named after the program.", $"Name it '{id}'.");
        }

        foreach (var (index, rule) in rules.Rules.Index())
        {
            var at = JsonPointer.Append("/rules/Rules", index);
            if (rules.Rules.Take(index).Any(earlier => earlier.RuleName == rule.RuleName))
            {
                yield return program.Error(at + "/RuleName", "The name is taken.", "Give every rule a name of its own.");
            }

            if (rule.Actions?.OnSuccess is not null && rules.Rules.Take(index).Any(earlier => earlier.Actions?.OnSuccess is not null))
            {
                yield return program.Error(at + "/Actions/OnSuccess", "A second rule yields an amount.", "Let one rule yield it.");
            }

            foreach (var (property, code) in rule.Properties.Codes.Where(code => !program.Value.Reasons.ContainsKey(code.Value)))
            {
                yield return program.Error($"{at}/Properties/{property}", $"There is no reason '{code}'.",
                    $"Use one of {string.Join(", ", program.Value.Reasons.Keys)}, or add it to reasons.");
            }
        }
    }

    private static IEnumerable<CatalogueError> CheckReasons(Located<ProgramFile> program)
    {
        var figures = (program.Value.Parameters ?? []).SelectMany(table => table.Periods[0].Values)
            .Where(value => !value.Value.HasRows).Select(value => value.Key).ToHashSet();
        var used = program.Value.Rules.Rules.SelectMany(rule => rule.Properties.Codes.Values).ToHashSet();
        foreach (var (code, text) in program.Value.Reasons)
        {
            var at = JsonPointer.Append("/reasons", code);
            if (!used.Contains(code))
            {
                yield return program.Error(at, "No rule gives this reason.", "Name it in a rule's Properties, or remove it.");
            }

            foreach (var (language, words) in new[] { ("en", text.En), ("fr", text.Fr) })
            {
                foreach (var (name, format) in DeterminationReasons.Figures(words))
                {
                    if (!figures.Contains(name) || !DeterminationReasons.Formats.Contains(format))
                    {
                        yield return program.Error($"{at}/{language}", $"The text shows '{{{name}:{format}}}'.",
                            $"Show one of {string.Join(", ", figures)} as {string.Join(", ", DeterminationReasons.Formats)}.");
                    }
                }
            }
        }
    }

    private static string ListOf(string pointer) => pointer.Split("/*")[0];

    private static bool Overlap(ParameterPeriod one, ParameterPeriod other) =>
        one.From <= (other.Until ?? DateOnly.MaxValue) && other.From <= (one.Until ?? DateOnly.MaxValue);
}
