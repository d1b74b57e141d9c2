using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Eligibility;

/// <summary>Asks all programs of a service's plan what they would answer, without a case. Pure.</summary>
/// <param name="catalogue">Where services and programs are.</param>
/// <param name="evaluator">Decides each program.</param>
public sealed class ServiceEstimator(ServiceCatalogue catalogue, EligibilityEvaluator evaluator)
{
    /// <summary>Decides every program of the plan, as many at the same time as there are processors. No thread waits for another.</summary>
    /// <param name="serviceId">The integrated service.</param>
    /// <param name="application">A document that was accepted as a part of an application.</param>
    /// <param name="asOf">The day that is decided for.</param>
    /// <param name="cancellation">Ends it between two programs.</param>
    /// <exception cref="KeyNotFoundException">The catalogue has no such service.</exception>
    public async Task<Estimate> EstimateAsync(string serviceId, JsonElement application, DateOnly asOf, CancellationToken cancellation)
    {
        var service = catalogue.FindService(serviceId) ?? throw new KeyNotFoundException($"The catalogue has no service '{serviceId}'.");
        var programs = service.Plan.Where(stage => stage.Step == StepNames.Eligibility)
            .SelectMany(stage => stage.Tasks)
            .Select(task => task.Subject)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(catalogue.GetProgram)
            .ToList();
        var answers = new ProgramEstimate[programs.Count];
        var bound = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForAsync(0, programs.Count, bound, (index, _) =>
        {
            answers[index] = Estimate(programs[index], application, asOf);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return new(service.Id, asOf, catalogue.Version, answers);
    }

    private ProgramEstimate Estimate(Program program, JsonElement application, DateOnly asOf)
    {
        var answer = evaluator.Evaluate(program.Id, application, asOf);
        var reasons = answer.Reasons.ToLookup(reason => reason.Code == DeterminationReasons.MissingFact);
        return new(
            program.Id, program.Name, program.Jurisdiction, program.Url,
            answer.Outcome, answer.AnnualAmount, answer.EligibleFrom,
            [.. reasons[false]], [.. reasons[true]], answer.Trace, [.. FiguresOf(program, asOf)]);
    }

    private static IEnumerable<FiguresInUse> FiguresOf(Program program, DateOnly asOf) =>
        from table in program.Parameters
        let period = table.PeriodFor(asOf)
        where period is not null
        select new FiguresInUse(table.Table, period.From, period.Until, !period.InForce(asOf), period.Source);
}
