using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class ServiceEstimatorTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private static readonly EligibilityEvaluator Evaluator = new(Catalogue);
    private static readonly ServiceEstimator Estimator = new(Catalogue, Evaluator);
    private static readonly string Newborn = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "newborn.json"));

    [Fact]
    public async Task Every_program_of_the_plan_answers_as_it_does_in_a_case()
    {
        var application = JsonElement.Parse(Newborn);

        var estimate = await EstimateAsync(Newborn);

        estimate.Programs.Select(program => program.Program).ShouldBe(
            Catalogue.FindService("newborn")!.Plan.Where(stage => stage.Step == "eligibility")
                .SelectMany(stage => stage.Tasks).Select(task => task.Subject));
        foreach (var program in estimate.Programs)
        {
            var determination = Evaluator.Evaluate(program.Program, application, Day);
            (program.Outcome, program.AnnualAmount, program.EligibleFrom)
                .ShouldBe((determination.Outcome, determination.AnnualAmount, determination.EligibleFrom));
            program.Reasons.Concat(program.MissingFacts).ShouldBe(determination.Reasons, ignoreOrder: true);
            program.Trace.ShouldBe(determination.Trace);
        }
    }

    [Fact]
    public async Task What_is_missing_is_named_with_its_place_in_both_languages()
    {
        var program = ChildBenefit(await EstimateAsync(Newborn.Replace("\"primaryCaregiver\": true,", "", StringComparison.Ordinal)));

        program.Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);
        var fact = program.MissingFacts.ShouldHaveSingleItem();
        fact.Pointer.ShouldBe("/applicant/primaryCaregiver");
        fact.Text.En.ShouldStartWith("We need to know ");
        fact.Text.Fr.ShouldStartWith("Il nous faut connaître ");
        program.Reasons.ShouldNotContain(reason => reason.Code == "missing-fact");
    }

    [Fact]
    public async Task An_empty_document_is_answered() =>
        (await EstimateAsync("{}")).Programs.ShouldAllBe(
            program => program.Outcome == DeterminationOutcome.NeedsInformation && program.MissingFacts.Count > 0);

    [Fact]
    public async Task Figures_are_those_of_the_day_with_their_source()
    {
        var figures = ChildBenefit(await EstimateAsync(Newborn)).Figures;

        figures.ShouldNotBeEmpty();
        figures.ShouldAllBe(table => table.From <= Day && table.Source.Url.IsAbsoluteUri);
    }

    [Fact]
    public async Task A_day_without_figures_is_unavailable_and_has_none() =>
        ChildBenefit(await EstimateAsync(Newborn, new(1990, 1, 1)))
            .ShouldSatisfyAllConditions(
                program => program.Outcome.ShouldBe(DeterminationOutcome.Unavailable),
                program => program.Figures.ShouldBeEmpty());

    private static ProgramEstimate ChildBenefit(Estimate estimate) =>
        estimate.Programs.Single(program => program.Program == "ca-child-benefit");

    private static Task<Estimate> EstimateAsync(string document, DateOnly? asOf = null) =>
        Estimator.EstimateAsync("newborn", JsonElement.Parse(document), asOf ?? Day, TestContext.Current.CancellationToken);
}
