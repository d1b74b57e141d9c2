using System.Text.Json;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Evidence;
using Integration.Workflows.Identity;
using Integration.Workflows.Participants;
using Integration.Workflows.Protection;
using Integration.Workflows.Tests.Catalogue;

namespace Integration.Workflows.Tests.Identity;

/// <summary>A hosted participant that has a register, and providers who speak in another framework's words.</summary>
public sealed class RegisterTests : IDisposable
{
    private const string Register = """
        { "$schema": "../../schemas/person-register.schema.json", "registers": [{ "participant": "serviceontario-identity",
          "attributes": { "familyName": "/applicant/familyName", "givenNames": "/applicant/givenName", "birthDate": "/applicant/birthDate",
            "identifier": "/applicant/sin" },
          "records": [
            { "id": "1", "familyName": "Singh", "givenNames": "Asha", "birthDate": "1990-01-01", "identifier": "046454286" },
            { "id": "2", "familyName": "Roy", "givenNames": "Luc", "birthDate": "1980-01-01" },
            { "id": "3", "familyName": "Roy", "givenNames": "Luc", "birthDate": "1980-01-01" } ] }] }
        """;

    private const string Providers = """
        { "$schema": "../../schemas/identity-providers.schema.json", "identityProviders": [
          { "id": "one-login", "organization": "serviceontario", "name": { "en": "One Login", "fr": "One Login" }, "channel": "online",
            "framework": "gpg45", "assurances": { "p2": "P2", "by-profile": "H2B" }, "from": "2020-01-01",
            "source": { "title": "x", "url": "https://example.org", "confidence": "unverified" } },
          { "id": "itsme", "organization": "serviceontario", "name": { "en": "itsme", "fr": "itsme" }, "channel": "online",
            "framework": "eidas", "assurances": { "app": "substantial" }, "from": "2020-01-01",
            "source": { "title": "x", "url": "https://example.org", "confidence": "unverified" } } ] }
        """;

    private readonly PackCopy _packs = new PackCopy().Write("ca/register.json", Register).Write("ca/more-providers.json", Providers);
    private readonly ServiceCatalogue _catalogue;
    private readonly IdentityAssessor _assessor;
    private readonly string _agreement;

    public RegisterTests()
    {
        _catalogue = _packs.Load();
        _assessor = new(_catalogue);
        _agreement = _catalogue.Agreements.First(agreement => agreement.Recipient == "serviceontario-identity").Id;
    }

    [Theory]
    [InlineData("Singh", "asha", "1990-01-01", "046454286", IdentityOutcome.Verified, "identity-verified")]
    [InlineData("Singh", "Asha", "1990-01-01", null, IdentityOutcome.Verified, "identity-verified")]
    [InlineData("Singh", "Asha", "1990-01-01", "193456787", IdentityOutcome.NoMatch, "no-match")]
    [InlineData("Singh", "Asha", "1990-01-02", "046454286", IdentityOutcome.NoMatch, "no-match")]
    [InlineData("Roy", "Luc", "1980-01-01", null, IdentityOutcome.SeveralMatches, "several-matches")]
    [InlineData("Roy", " ", "1980-01-01", null, IdentityOutcome.NoMatch, "match-details-missing")]
    [InlineData("Roy", "Luc", "someday", null, IdentityOutcome.NoMatch, "match-details-missing")]
    public void A_match_is_one_person_or_it_is_none(
        string family, string given, string birth, string? sin, IdentityOutcome outcome, string code)
    {
        var result = Assess("my-ontario-account", "verified", 2, family, given, birth, sin);

        result.Outcome.ShouldBe(outcome);
        result.Level.ShouldBe(2);
        result.Reasons.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void A_hosted_participant_looks_into_the_register_of_the_agreement_that_it_is_asked_under() =>
        new HostedParticipant(new EvidenceHolder(new Pseudonyms(new byte[ProtectionOptions.KeyLength])))
            .Answer(_catalogue, "serviceontario-identity", new(
                "key", "identity", null, "identity-verification", _agreement, "p", 2, new(2026, 1, 15), _catalogue.Version,
                Attributes("""{ "provider": "my-ontario-account", "assurance": "verified" }""", "Roy", "Luc", "1980-01-01", null)))
            .Identity.ShouldNotBeNull().Outcome.ShouldBe(IdentityOutcome.SeveralMatches);

    [Fact]
    public void Nobody_learns_from_the_register_whose_level_is_too_low() =>
        Assess("my-ontario-account", "basic", 2, "Nobody", "At all", "1990-01-01", null).Outcome.ShouldBe(IdentityOutcome.LevelTooLow);

    [Theory]
    [InlineData(null)]
    [InlineData("no-such-agreement")]
    [InlineData("serviceontario-maple-education-savings")]
    public void A_participant_without_a_register_looks_for_nobody(string? agreement) =>
        _assessor.Assess(
            Attributes("""{ "provider": "my-ontario-account", "assurance": "verified" }""", "Nobody", "At all", "1990-01-01", null),
            new IdentityQuestion(2, new(2026, 1, 15), Agreement: agreement)).Outcome.ShouldBe(IdentityOutcome.Verified);

    [Theory]
    [InlineData("one-login", "p2", 2)]
    [InlineData("one-login", "by-profile", 3)]
    [InlineData("itsme", "app", 3)]
    public void A_providers_own_word_has_the_level_of_its_frameworks_word(string provider, string assurance, int level) =>
        Assess(provider, assurance, 1, "Singh", "Asha", "1990-01-01", null).Level.ShouldBe(level);

    [Theory]
    [InlineData("""{ "evidence": [{ "strength": 4, "validity": 3 }], "fraud": 1, "verification": 3 }""", 3, "identity-verified")]
    [InlineData("""{ "evidence": [{ "strength": 2, "validity": 2 }], "fraud": 1, "verification": 1 }""", 1, "level-too-low")]
    [InlineData("""{ "evidence": [{ "strength": 1, "validity": "4" }], "fraud": 4 }""", 0, "no-profile-met")]
    public void Scores_have_the_level_of_the_best_profile_that_they_meet(string scores, int level, string code)
    {
        var result = _assessor.Assess(
            Attributes($$"""{ "provider": "one-login", "scores": {{scores}} }""", "Singh", "Asha", "1990-01-01", null),
            new IdentityQuestion(2, new(2026, 1, 15)));

        result.Level.ShouldBe(level);
        result.Reasons.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    public void Dispose() => _packs.Dispose();

    private IdentityResult Assess(
        string provider, string assurance, int level, string family, string given, string birth, string? sin) => _assessor.Assess(
        Attributes($$"""{ "provider": "{{provider}}", "assurance": "{{assurance}}" }""", family, given, birth, sin),
        new IdentityQuestion(level, new(2026, 1, 15), Agreement: _agreement));

    private static JsonElement Attributes(string credential, string family, string given, string birth, string? sin) =>
        JsonElement.Parse($$"""
            { "applicant": { "credential": {{credential}}, "familyName": "{{family}}", "givenName": "{{given}}", "birthDate": "{{birth}}",
              "sin": {{JsonSerializer.Serialize(sin)}} } }
            """);
}
