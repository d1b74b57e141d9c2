using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

public sealed class EventStartErrorTests
{
    private const string Service = "be/services/be-energy-social-tariff.json";
    private const string Agreements = "be/agreements.json";

    [Theory]
    [InlineData("/startedBy/0/sender", "\"nobody\"", "/startedBy/0/sender", "no participant 'nobody'", "add it")]
    [InlineData(
        "/startedBy/0/recipient", "\"be-pensions\"", "/startedBy/0/recipient", "no participant of be-fps-economy", "that organization")]
    [InlineData("/startedBy/0/purpose", "\"marketing\"", "/startedBy/0/purpose", "No agreement lets be-lumilux send", "Add the agreement")]
    [InlineData("/startedBy/0/categories/0", "\"shoes\"", "/startedBy/0/categories/0", "no category 'shoes'", "Name one of")]
    [InlineData("/startedBy/0/categories/0", "\"domicile\"", "/startedBy/0/categories/0", "does not cover 'domicile'", "Covered are")]
    [InlineData("/startedBy/0/event", "\"New Customer\"", "/startedBy/0/event", "not allowed", "CloudEvents type")]
    public void An_event_needs_a_sender_a_recipient_and_an_agreement_on_its_data(
        string at, string json, string pointer, string problem, string remedy)
    {
        using var packs = new PackCopy();

        Expect(packs.Edit(Service, at, json).Errors(), pointer, problem, remedy);
    }

    [Fact]
    public void An_event_of_a_sender_starts_one_service()
    {
        using var packs = new PackCopy();

        var errors = packs.Edit(Service, "/startedBy/1", """
            { "event": "be.energy.customer-connected.v1", "sender": "be-lumilux", "recipient": "be-economy-tariff",
              "purpose": "social-tariff-notice", "categories": ["customer"] }
            """).Errors();

        Expect(errors, "/startedBy/1/event", "starts cases of be-energy-social-tariff already", "one service");
    }

    [Fact]
    public void An_event_brings_no_consent()
    {
        using var packs = new PackCopy();

        Expect(
            packs.Edit(Agreements, "/agreements/0/consentRequired", "true").Errors(),
            "/startedBy/0/purpose", "needs the person's consent", "without asking");
    }

    private static void Expect(IReadOnlyList<CatalogueError> errors, string pointer, string problem, string remedy)
    {
        var error = errors.Single(found => found.File == Service && found.Pointer == pointer);
        error.Problem.ShouldContain(problem);
        error.Remedy.ShouldContain(remedy);
    }
}
