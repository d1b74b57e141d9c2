using System.Text.Json;
using CsCheck;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class DeterminationTotality(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Fact]
    public void Any_document_gets_a_determination_with_reasons_in_both_languages() => AnyJson.Document.Sample(Answers);

    [Fact]
    public void An_application_with_anything_anywhere_gets_a_determination() =>
        AnyJson.Mutated(new Family { Status = "temporary-resident", InCanadaSince = "2020-01-01" }.ToJson()).Sample(Answers);

    [Fact]
    public void No_document_at_all_needs_information() =>
        _evaluator.Evaluate("ca-child-benefit", default, Family.Today).Outcome.ShouldBe(DeterminationOutcome.NeedsInformation);

    private void Answers(string json)
    {
        var attributes = JsonElement.Parse(json);
        foreach (var program in shipped.Catalogue.Programs)
        {
            var determination = _evaluator.Evaluate(program.Id, attributes, Family.Today);
            determination.Reasons.ShouldNotBeEmpty();
            determination.Reasons.ShouldAllBe(reason => reason.Text.En.Length > 0 && reason.Text.Fr.Length > 0);
            (determination.AnnualAmount is null || determination.Outcome == DeterminationOutcome.Eligible).ShouldBeTrue();
            (determination.EligibleFrom is not null).ShouldBe(determination.Outcome == DeterminationOutcome.WillBeEligible);
        }
    }
}
