using System.Text.Json;
using CsCheck;
using Integration.Workflows.Identity;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Identity;

public sealed class IdentityAssessorTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    private readonly IdentityAssessor _assessor = new(shipped.Catalogue);

    [Theory]
    [InlineData("my-ontario-account", "verified", 2)]
    [InlineData("bank-sign-in", "verified-person", 2)]
    [InlineData("telephone-agent", "knowledge-based", 2)]
    [InlineData("serviceontario-centre", "two-documents", 3)]
    public void Any_channel_whose_assurance_reaches_the_level_verifies_the_person(string provider, string assurance, int level)
    {
        var result = Assess(provider, assurance, 2);

        result.Outcome.ShouldBe(IdentityOutcome.Verified);
        result.Level.ShouldBe(level);
        result.Provider.ShouldBe(provider);
        result.Reasons.ShouldHaveSingleItem().Code.ShouldBe("identity-verified");
    }

    [Fact]
    public void A_level_that_is_short_says_where_a_step_up_is_to_be_had()
    {
        var result = Assess("my-ontario-account", "verified", 3);

        result.Outcome.ShouldBe(IdentityOutcome.LevelTooLow);
        result.Level.ShouldBe(2);
        result.Reasons.ShouldHaveSingleItem().Text.En
            .ShouldBe("The sign-in reaches level 2; level 3 is needed. It can be had from: Service Canada Centre, ServiceOntario centre.");
        result.Reasons[0].Text.Fr.ShouldContain("Centre ServiceOntario");
    }

    [Fact]
    public void A_level_that_nobody_reaches_is_said_so() =>
        Assess("serviceontario-centre", "two-documents", 4).Reasons.ShouldHaveSingleItem().Text.En.ShouldContain("No way to reach it");

    [Theory]
    [InlineData("pigeon-post", "verified", null, "unknown-provider")]
    [InlineData("my-ontario-account", "by-heart", "my-ontario-account", "unknown-assurance")]
    public void What_the_catalogue_does_not_know_verifies_nobody(string provider, string assurance, string? known, string code)
    {
        var result = Assess(provider, assurance, 1);

        result.Outcome.ShouldBe(IdentityOutcome.NotVerified);
        result.Level.ShouldBe(0);
        result.Provider.ShouldBe(known);
        result.Reasons.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void A_provider_of_another_country_vouches_for_nobody_here()
    {
        IdentityResult Ask(string agreement) =>
            _assessor.Assess(Attributes("dk-mitid", "high"), new IdentityQuestion(2, new(2026, 1, 15), Agreement: agreement));

        Ask("dk-mitid-verification").Outcome.ShouldBe(IdentityOutcome.Verified);
        Ask("serviceontario-identity-verification").Outcome.ShouldBe(IdentityOutcome.NotVerified);
        Ask("serviceontario-identity-verification").Reasons.ShouldHaveSingleItem().Code.ShouldBe("provider-of-another-country");
    }

    [Fact]
    public void A_provider_is_not_accepted_before_its_first_day() =>
        _assessor.Assess(Attributes("my-ontario-account", "verified"), 2, new(2021, 12, 31))
            .Reasons.ShouldHaveSingleItem().Code.ShouldBe("provider-not-accepted");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{ "applicant": { "credential": { "provider": 7, "assurance": "verified" } } }""")]
    [InlineData("""{ "applicant": { "credential": { "provider": "my-ontario-account" } } }""")]
    public void Without_a_readable_credential_nobody_is_verified(string attributes) =>
        _assessor.Assess(JsonElement.Parse(attributes), 1, Today).Reasons.ShouldHaveSingleItem().Code.ShouldBe("no-credential");

    [Fact]
    public void Any_document_is_assessed_without_an_exception() => AnyJson.Document.Sample(json =>
        _assessor.Assess(JsonElement.Parse(json), 2, Today).Outcome != IdentityOutcome.Verified);

    private IdentityResult Assess(string provider, string assurance, int requiredLevel) =>
        _assessor.Assess(Attributes(provider, assurance), requiredLevel, Today);

    private static JsonElement Attributes(string provider, string assurance) =>
        JsonElement.Parse($$"""{ "applicant": { "credential": { "provider": "{{provider}}", "assurance": "{{assurance}}" } } }""");
}
