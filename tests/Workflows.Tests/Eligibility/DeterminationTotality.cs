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

    [Fact]
    public async Task The_same_question_gets_the_same_answer_from_many_at_once()
    {
        var families = Enumerable.Range(0, 200)
            .Select(i => new Family { Income = i * 1000m, ChildrenAged = [i % 18, 3] }.ToAttributes())
            .ToList();
        string Ask(JsonElement family) => JsonSerializer.Serialize(_evaluator.Evaluate("ca-child-benefit", family, Family.Today));
        var expected = families.ConvertAll(Ask);

        var answers = await Task.WhenAll(families.Select(family => Task.Run(() => Ask(family))));

        answers.ShouldBe(expected);
    }

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
