using System.Collections.Concurrent;
using System.Text.Json;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads a program, checks its figures and binds its rules.</summary>
internal sealed class ProgramReader(ConcurrentBag<CatalogueError> errors)
{
    private readonly ParsedExpressions _expressions = new();

    /// <summary>The program, or null when its rules or figures are wrong.</summary>
    public Located<Program>? Read(PackFile file)
    {
        var written = new Located<ProgramFile>(file.Root.Deserialize(CatalogueJson.Default.ProgramFile)!, file.Path, "", file.Root);
        var wrong = ProgramChecks.Check(written).ToList();
        var tables = written.Value.Parameters ?? [];
        var parameters = tables.SelectMany(table => table.Periods[0].Values)
            .DistinctBy(value => value.Key).ToDictionary(StringComparer.Ordinal);
        var rules = ProgramRules.Bind(written.Value.Rules, written.Value.Facts, parameters, _expressions, out var ruleErrors);
        wrong.AddRange(ruleErrors.Select(error => written.Error("/rules" + error.Pointer, error.Problem, error.Remedy)));
        wrong.AddRange(ProgramChecks.CheckUse(written, rules));
        wrong.ForEach(errors.Add);
        return rules is null || wrong.Count > 0 ? null : written.With(ToProgram(written.Value, rules));
    }

    private static Program ToProgram(ProgramFile file, ProgramRules rules) => new(
        file.Id,
        file.Jurisdiction,
        file.Agency,
        file.Name,
        file.Description,
        file.Url,
        file.RequiredIdentityLevel,
        file.Facts,
        file.Parameters ?? [],
        file.Reasons)
    {
        Currency = file.Currency ?? Program.DefaultCurrency,
        Rules = rules,
    };
}
