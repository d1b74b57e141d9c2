using System.Text.Json;
using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Consent;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;

namespace Integration.Workflows.Tests.Exchange;

public sealed class ExchangeGateTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private static readonly ExchangeGate Gate = new(Catalogue);
    private static readonly IntegratedService Newborn = Catalogue.FindService("newborn")!;
    private static readonly DateOnly Today = new(2025, 9, 1);
    private static readonly JsonElement Application = JsonElement.Parse(Cases.Network.Newborn);

    public static TheoryData<string> Participants() =>
        [.. Newborn.Plan.SelectMany(stage => stage.Tasks).SelectMany(Catalogue.ParticipantsOf).Distinct()];

    [Theory]
    [MemberData(nameof(Participants))]
    public void A_participant_of_the_plan_gets_its_attributes_and_nothing_of_the_rest(string participant)
    {
        var attributes = Decide(Attempt(participant), Today, All).ShouldBeOfType<ExchangeDecision.Forwarded>().Attributes.GetRawText();

        attributes.ShouldNotContain("123456782");
        attributes.ShouldNotContain("consents");
        attributes.Contains("Queen Street", StringComparison.Ordinal).ShouldBe(participant == Cases.Network.Partner);
    }

    [Theory]
    [InlineData("nobody", "identity-verification", RefusalReasons.NoAgreement)]
    [InlineData("serviceontario-identity", "marketing", RefusalReasons.NoAgreement)]
    public void Without_agreement_nothing_passes(string participant, string purpose, string reason) =>
        Refusal(Attempt("serviceontario-identity") with { Recipient = participant, Purpose = purpose }, Today).ShouldBe(reason);

    [Fact]
    public void Before_the_agreement_is_in_force_nothing_passes() =>
        Refusal(Attempt("cra-benefits"), new DateOnly(2001, 1, 1)).ShouldBe(RefusalReasons.AgreementNotInForce);

    [Theory]
    [InlineData("contact")]
    [InlineData("no-such-category")]
    public void A_category_beyond_the_agreement_stops_the_whole_message(string category) =>
        Refusal(Attempt("cra-benefits") with { Categories = ["care", category] }, Today).ShouldBe(RefusalReasons.CategoryNotCovered);

    [Theory]
    [InlineData("other", ConsentDecision.Accept, 0, null, RefusalReasons.ConsentMissing)]
    [InlineData("education-savings-referral", ConsentDecision.Decline, 0, null, RefusalReasons.ConsentDeclined)]
    [InlineData("education-savings-referral", ConsentDecision.Accept, -10, 10, RefusalReasons.ConsentExpired)]
    [InlineData("education-savings-referral", ConsentDecision.Accept, 1, null, RefusalReasons.ConsentMissing)]
    public void Without_consent_nothing_goes_to_who_needs_it(
        string purpose, ConsentDecision decision, int givenOnDay, int? days, string reason) =>
        Refusal(Attempt(Cases.Network.Partner), Today, Consent(1, purpose, decision, givenOnDay, days)).ShouldBe(reason);

    [Fact]
    public void The_last_decision_about_a_purpose_is_the_one_that_counts()
    {
        const string Purpose = "education-savings-referral";
        ConsentRecord[] changes =
        [
            Consent(1, Purpose, ConsentDecision.Accept, -3),
            Consent(2, Purpose, ConsentDecision.Decline, -2),
            Consent(3, Purpose, ConsentDecision.Accept, -1),
        ];

        Refusal(Attempt(Cases.Network.Partner), Today, changes[..2]).ShouldBe(RefusalReasons.ConsentDeclined);
        Decide(Attempt(Cases.Network.Partner), Today, changes).ShouldBeOfType<ExchangeDecision.Forwarded>();
    }

    [Fact]
    public void A_list_is_cut_item_by_item()
    {
        var document = JsonElement.Parse("""{ "a": [ { "x": 1, "y": 2 }, { "x": 3 }, 7 ], "b": { "c": 4, "d": 5 }, "e": 6 }""");

        Minimiser.Cut(document, ["/a/*/x", "/b/c", "/missing/part", "/e/deeper"]).GetRawText()
            .ShouldBe("""{"a":[{"x":1},{"x":3}],"b":{"c":4}}""");
    }

    [Fact]
    public void A_whole_branch_covers_its_parts() =>
        Minimiser.Cut(JsonElement.Parse("""{"b":{"c":4,"d":5}}"""), ["/b/c", "/b"]).GetRawText().ShouldBe("""{"b":{"c":4,"d":5}}""");

    [Fact]
    public void Cutting_again_changes_nothing_and_only_what_is_named_is_left()
    {
        var categories = Newborn.Categories.Keys.ToArray();
        Gen.Int[0, categories.Length - 1].Array[0, 5].Sample(chosen =>
        {
            var pointers = chosen.SelectMany(index => Newborn.Categories[categories[index]]).ToList();
            var once = Minimiser.Cut(Application, pointers);
            return Minimiser.Cut(once, pointers).GetRawText() == once.GetRawText()
                && Newborn.Categories.Values.SelectMany(all => all)
                    .Where(pointer => !pointers.Exists(named => Covers(named, pointer) || Covers(pointer, named)))
                    .All(pointer => JsonPointer.Select(once, pointer).All(place => place.Value is null));
        });
    }

    private static bool Covers(string outer, string inner) => JsonPointer.Covers(outer, inner);

    private static ExchangeAttempt Attempt(string participant) => Newborn.Plan
        .SelectMany(stage => stage.Tasks.Select(task => (Name: new TaskName(stage.Step, task.Subject), Task: task)))
        .Where(planned => Catalogue.ParticipantsOf(planned.Task).Contains(participant))
        .Select(planned => new ExchangeAttempt(
            Newborn.Intake, participant, planned.Name, planned.Task.Purpose, planned.Task.Categories)).First();

    private static readonly ConsentRecord[] All =
    [
        Consent(1, "transit-discount-assessment", ConsentDecision.Accept, 0),
        Consent(2, "education-savings-referral", ConsentDecision.Accept, 0),
    ];

    private static ConsentRecord Consent(int sequence, string purpose, ConsentDecision decision, int day, int? days = null)
    {
        var at = At(Today.AddDays(day));
        return new(sequence, purpose, decision, at, "portal", "online", "2025-1", "en", days is { } valid ? at.AddDays(valid) : null);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, default, TimeSpan.Zero);

    private static ExchangeDecision Decide(ExchangeAttempt attempt, DateOnly day, params ConsentRecord[] consents) =>
        Gate.Decide(Newborn, attempt, Application, consents, At(day));

    private static string Refusal(ExchangeAttempt attempt, DateOnly day, params ConsentRecord[] consents) =>
        Decide(attempt, day, consents).ShouldBeOfType<ExchangeDecision.Refused>().Reason;
}
