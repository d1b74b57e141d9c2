using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Integration.Workflows.Tests.Catalogue;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.LifeEvents;

public sealed class LifeEventGateTests
{
    private static readonly DateOnly Today = new(2025, 9, 16);
    private static readonly ServiceCatalogue Shipped = ServiceCatalogue.LoadShipped();

    [Fact]
    public void It_passes_under_the_agreement_of_the_day() =>
        Decide(NewCustomer.Event()).ShouldBeOfType<LifeEventDecision.Forwarded>().Agreement.Id.ShouldBe("be-lumilux-customer-notice");

    [Fact]
    public void An_agreement_that_is_not_in_force_on_the_day_lets_nothing_pass() =>
        Refusal(NewCustomer.Event(), day: new(2024, 12, 31)).Reason.ShouldBe(RefusalReasons.AgreementNotInForce);

    [Fact]
    public void The_data_are_not_looked_at_without_an_agreement()
    {
        var refused = Refusal(NewCustomer.Event().With("not JSON"), day: new(2024, 12, 31));

        refused.Reason.ShouldBe(RefusalReasons.AgreementNotInForce);
        refused.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void An_event_that_another_sender_has_agreed_on_is_no_agreement()
    {
        using var packs = new PackCopy();
        var catalogue = packs.Edit("be/services/be-energy-social-tariff.json", "/startedBy/1", """
            { "event": "be.energy.customer-left.v1", "sender": "be-pensions", "recipient": "be-economy-tariff", "purpose": "pension-notice",
              "categories": ["customer"] }
            """).Edit("be/agreements.json", "/agreements/99", """
            { "id": "be-pension-notice", "sender": "be-federal-pension-service", "recipient": "be-economy-tariff", "purpose": "pension-notice",
              "authority": "Act", "categories": ["customer"], "consentRequired": false, "from": "2025-01-01", "source": "https://www.sfpd.fgov.be" }
            """).Load();

        Refusal(NewCustomer.Event() with { Type = "be.energy.customer-left.v1" }, catalogue).Reason.ShouldBe(RefusalReasons.NoAgreement);
    }

    [Fact]
    public void What_no_service_waits_for_is_unknown() =>
        Refusal(NewCustomer.Event() with { Type = "be.weather.rain.v1" }).Reason.ShouldBe(RefusalReasons.UnknownEvent);

    [Theory]
    [InlineData("nationalNumber\": \"85073003328", "nationalNumber\": \"850730-033.28", "/data/customer/nationalNumber")]
    [InlineData("\"household\"", "\"castle\"", "/data/connection/use")]
    [InlineData("\"since\": \"2025-09-15\", ", "", "/data/connection/since")]
    public void Data_that_make_no_application_are_told_field_by_field_without_their_values(string from, string to, string pointer)
    {
        var refused = Refusal(NewCustomer.Event().With(NewCustomer.Event().Text().Replace(from, to, StringComparison.Ordinal)));

        refused.Reason.ShouldBe(RefusalReasons.Malformed);
        var error = refused.Errors.ShouldHaveSingleItem();
        error.Pointer.ShouldBe(pointer);
        error.Detail.ShouldNotContain("castle");
        error.Detail.ShouldNotContain("850730");
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("[1,")]
    public void Data_that_are_no_JSON_are_told_as_that(string data)
    {
        var refused = Refusal(NewCustomer.Event().With(data));

        refused.Reason.ShouldBe(RefusalReasons.Malformed);
        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("not-json");
    }

    [Fact]
    public void Attributes_that_an_event_must_have_are_named()
    {
        var refused = Refusal(NewCustomer.Event() with { Id = null, Source = "", Type = new string('t', 256) });

        refused.Reason.ShouldBe(RefusalReasons.Malformed);
        refused.Errors.Select(error => error.Pointer).ShouldBe(["/id", "/source", "/type"]);
    }

    [Fact]
    public void Evidence_is_not_for_the_sender_to_bring()
    {
        var refused = Refusal(NewCustomer.Event().With(NewCustomer.Event().Text().TrimEnd('}', ' ', '\n', '\r') + """
            }, "evidence": { "be-protected-status": { "category": "3", "benefit": "mine" } } }
            """));

        refused.Reason.ShouldBe(RefusalReasons.Malformed);
        refused.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/data/evidence");
    }

    [Fact]
    public void Data_beyond_what_was_agreed_are_refused_and_named()
    {
        using var packs = new PackCopy();
        var catalogue = packs.Edit(
            "be/services/be-energy-social-tariff.json", "/startedBy/0/categories", """["customer", "connection-date"]""").Load();

        var refused = Refusal(NewCustomer.Event(), catalogue);

        refused.Reason.ShouldBe(RefusalReasons.CategoryNotCovered);
        refused.Errors.Select(error => error.Pointer).ShouldBe(
            ["/data/contract/number", "/data/contract/energy", "/data/connection/postalCode", "/data/connection/use"]);
    }

    private static LifeEventDecision Decide(LifeEvent told, ServiceCatalogue? catalogue = null, DateOnly? day = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 9, 16, 8, 0, 0, TimeSpan.Zero));
        return new LifeEventGate(catalogue ?? Shipped, new ApplicationValidator(catalogue ?? Shipped, time)).Decide(told, day ?? Today);
    }

    private static LifeEventDecision.Refused Refusal(LifeEvent told, ServiceCatalogue? catalogue = null, DateOnly? day = null) =>
        Decide(told, catalogue, day).ShouldBeOfType<LifeEventDecision.Refused>();
}
