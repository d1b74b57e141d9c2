using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>Decides a program by its rules and the parameters in force. Pure: same input, same answer.</summary>
/// <param name="catalogue">Where the programs are.</param>
public sealed class EligibilityEvaluator(ServiceCatalogue catalogue)
{
    /// <summary>Decides one program; never throws for what is in the attributes.</summary>
    /// <param name="programId">The program.</param>
    /// <param name="attributes">The application, cut down to what the agreement allows; what is not there is a missing fact.</param>
    /// <param name="asOf">The day that is decided for.</param>
    /// <exception cref="KeyNotFoundException">The catalogue has no such program.</exception>
    public Determination Evaluate(string programId, JsonElement attributes, DateOnly asOf)
    {
        var program = catalogue.GetProgram(programId);
        var periods = program.Parameters.Select(table => table.PeriodFor(asOf)).ToList();
        if (periods.Contains(null))
        {
            return Answer(program, DeterminationOutcome.Unavailable, [DeterminationReasons.NoFigures(asOf)], []);
        }

        var facts = new FactSheet(JsonText.IsWellFormed(attributes) ? attributes : default, program.Facts, asOf);
        var parameters = new ParameterSheet(periods.OfType<ParameterPeriod>());
        var results = program.Rules.Run(facts, parameters);
        var findings = program.Rules.Rules.Zip(results, (rule, result) => Finding.Of(rule, result, facts)).ToList();
        var answer = Decide(program, findings, facts, parameters);
        return answer with
        {
            Currency = answer.AnnualAmount is null ? null : program.Currency,
            Reasons = [.. answer.Reasons, .. Caveats(periods.OfType<ParameterPeriod>().ToList(), asOf)],
        };
    }

    private static Determination Decide(Program program, List<Finding> findings, FactSheet facts, ParameterSheet parameters)
    {
        var trace = findings.ConvertAll(finding => finding.ToString());

        // Whether the amount leaves anything is only asked when everything else is met.
        var conditions = findings.Where(finding => !finding.Rule.YieldsAmount).ToList();
        return Decide(program, conditions, facts, parameters, trace)
            ?? Decide(program, findings, facts, parameters, trace)
            ?? Answer(program, DeterminationOutcome.Eligible, Reasons(program, findings, parameters, met: true), trace) with
            {
                AnnualAmount = findings.Select(finding => finding.Amount).SingleOrDefault(amount => amount is not null),
            };
    }

    private static Determination? Decide(
        Program program, List<Finding> findings, FactSheet facts, ParameterSheet parameters, IReadOnlyList<string> trace)
    {
        var unmet = findings.Where(finding => finding.State == FindingState.Unmet).ToList();
        if (unmet.Any(finding => finding.MetFrom is null))
        {
            return Answer(program, DeterminationOutcome.Ineligible, Reasons(program, unmet, parameters, met: false), trace);
        }

        if (findings.Find(finding => finding.State == FindingState.Failed) is { } failed)
        {
            return Answer(program, DeterminationOutcome.Unavailable, [DeterminationReasons.RuleFailed(failed.Rule.Name)], trace);
        }

        if (findings.Any(finding => finding.State == FindingState.Unknown))
        {
            return Answer(program, DeterminationOutcome.NeedsInformation, Missing(program, findings, facts), trace);
        }

        return unmet.Count == 0
            ? null
            : Answer(program, DeterminationOutcome.WillBeEligible, Reasons(program, unmet, parameters, met: false), trace) with
            {
                EligibleFrom = unmet.Max(finding => finding.MetFrom),
            };
    }

    private static List<Reason> Reasons(Program program, List<Finding> findings, ParameterSheet parameters, bool met) =>
    [
        .. findings.Select(finding => met ? finding.Rule.Met : finding.Rule.Unmet).OfType<string>().Distinct()
            .Select(code => DeterminationReasons.Of(program, code, parameters)),
    ];

    private static List<Reason> Missing(Program program, List<Finding> findings, FactSheet facts)
    {
        var asked = findings.Where(finding => finding.State == FindingState.Unknown).SelectMany(finding => finding.Rule.Facts).ToHashSet();
        return [.. facts.Missing.Where(missing => asked.Contains(missing.Fact)).OrderBy(missing => missing.Pointer, StringComparer.Ordinal)
            .Select(missing => DeterminationReasons.Missing(program.Facts[missing.Fact], missing.Pointer)).Distinct()];
    }

    private static IEnumerable<Reason> Caveats(List<ParameterPeriod> periods, DateOnly asOf)
    {
        var provisional = periods.Where(period => !period.InForce(asOf)).Select(DeterminationReasons.Provisional).Distinct();
        return periods.Exists(period => period.Source.Confidence == Confidence.Unverified)
            ? provisional.Append(DeterminationReasons.NotConfirmed)
            : provisional;
    }

    private static Determination Answer(
        Program program, DeterminationOutcome outcome, IReadOnlyList<Reason> reasons, IReadOnlyList<string> trace) =>
        new(program.Id, program.Jurisdiction, outcome, null, reasons, trace, null);
}
