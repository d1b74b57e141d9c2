using System.Text.Json;
using CsCheck;
using Integration.Workflows.Identity;
using Integration.Workflows.Tests.Catalogue;
using Integration.Workflows.Tests.Eligibility;

namespace Integration.Workflows.Tests.Identity;

/// <summary>Several credentials, evidence that a centre recorded, and children.</summary>
public sealed class CredentialsTests(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private const string Basic = """{ "provider": "my-ontario-account", "assurance": "basic" }""";
    private const string Verified = """{ "provider": "my-ontario-account", "assurance": "verified" }""";
    private const string Bank = """{ "provider": "bank-sign-in", "assurance": "verified-person" }""";
    private const string Unknown = """{ "provider": "pigeon-post", "assurance": "verified" }""";
    private const string TwoDocuments = """{ "provider": "serviceontario-centre", "assurance": "two-documents" }""";

    private const string Birth = """
        { "type": "birth-certificate", "issuer": "ca-on", "issuedOn": "1990-03-01", "confirmedWithIssuer": true, "statusRequested": true }
        """;

    private const string Licence = """
        { "type": "drivers-licence", "issuer": "ca-on", "issuedOn": "2024-03-01", "expiresOn": "2029-03-01", "verification": "biological",
          "examiner": "e-17" }
        """;

    private static readonly DateOnly Today = new(2026, 1, 15);

    private readonly IdentityAssessor _assessor = new(shipped.Catalogue);

    [Fact]
    public void The_credential_of_the_highest_level_counts()
    {
        var result = Assess(2, $$"""{ "credential": {{Basic}}, "credentials": [{{Unknown}}, {{TwoDocuments}}, {{Verified}}] }""");

        result.Outcome.ShouldBe(IdentityOutcome.Verified);
        result.Level.ShouldBe(3);
        result.Provider.ShouldBe("serviceontario-centre");
    }

    [Fact]
    public void Of_the_same_level_the_first_counts_and_the_single_one_is_first()
    {
        Assess(2, $$"""{ "credentials": [{{Verified}}, {{Bank}}] }""").Provider.ShouldBe("my-ontario-account");
        Assess(2, $$"""{ "credentials": [{{Verified}}], "credential": {{Bank}} }""").Provider.ShouldBe("bank-sign-in");
    }

    [Fact]
    public void When_none_is_accepted_each_says_why_once() =>
        Assess(1, $$"""{ "credentials": [{{Unknown}}, {{Unknown}}, { "provider": "gckey", "assurance": "by-heart" }] }""")
            .Reasons.Select(reason => reason.Code).ShouldBe(["unknown-provider", "unknown-assurance"]);

    [Theory]
    [InlineData($"{Birth}", 2)]
    [InlineData($"{Birth}, {Licence}", 3)]
    [InlineData($"{Licence}", 2)]
    [InlineData("""{ "type": "passport", "issuer": "ca" }""", 1)]
    public void Where_a_centre_recorded_evidence_the_level_is_the_evidences_and_not_its_words(string evidence, int level) =>
        Assess(1, Centre(evidence)).Level.ShouldBe(level);

    [Fact]
    public void Evidence_that_is_short_of_the_level_says_which_rules_are_missing()
    {
        var result = Assess(3, Centre(Birth));

        result.Outcome.ShouldBe(IdentityOutcome.LevelTooLow);
        result.Reasons.Select(reason => reason.Code).ShouldBe(
        [
            "level-too-low", "evidence-two-missing", "evidence-two-dated-missing", "evidence-two-validated-missing",
            "evidence-verified-missing",
        ]);
    }

    [Fact]
    public void A_providers_evidence_is_worth_no_more_than_the_catalogue_says() =>
        Assess(4, Centre($"{Birth}, {Licence}")).Level.ShouldBe(3);

    [Theory]
    [InlineData("in-person", 4)]
    [InlineData("telephone", 3)]
    public void Level_4_is_reached_where_the_provider_sees_people_in_person_and_its_evidence_is_good_for_it(string channel, int level)
    {
        using var packs = new PackCopy();
        packs.Edit("ca/identity-providers.json", "/identityProviders/3/evidence/highestLevel", "4")
            .Edit("ca/identity-providers.json", "/identityProviders/3/channel", $"\"{channel}\"");

        var result = new IdentityAssessor(packs.Load()).Assess(Attributes(Centre($"{Birth}, {Licence}")), 4, Today);

        result.Level.ShouldBe(level);
        (result.Outcome == IdentityOutcome.Verified).ShouldBe(level == 4);
    }

    [Theory]
    [InlineData("""{ "type": "bank-account", "issuer": "ca", "issuedOn": "2020-01-01" }""")]
    [InlineData("""{ "type": "library-card", "issuer": "ca", "issuedOn": "2020-01-01" }, { "type": 7 }, null, []""")]
    public void Evidence_that_a_provider_may_not_record_is_none(string evidence) =>
        Assess(1, $$"""{ "credential": { "provider": "service-canada-centre", "evidence": [{{evidence}}] } }""").Level.ShouldBe(0);

    [Fact]
    public void Evidence_of_a_provider_that_records_none_changes_nothing() =>
        Assess(1, $$"""{ "credential": { "provider": "gckey", "assurance": "sign-in", "evidence": [{{Birth}}, {{Licence}}] } }""")
            .Level.ShouldBe(1);

    [Fact]
    public void An_expiry_that_can_not_be_read_is_no_good() =>
        Assess(1, Centre(Licence.Replace("2029-03-01", "soon", StringComparison.Ordinal))).Level.ShouldBe(1);

    [Theory]
    [InlineData(IdentitySubject.Child)]
    [InlineData(IdentitySubject.Vulnerable)]
    public void For_a_child_level_3_takes_the_guardians_evidence_whoever_vouches_for_the_child(IdentitySubject subject)
    {
        var alone = Assess(3, $$"""{ "credential": {{TwoDocuments}} }""", subject);

        alone.Outcome.ShouldBe(IdentityOutcome.LevelTooLow);
        alone.Level.ShouldBe(2);
        alone.Reasons.Select(reason => reason.Code).ShouldBe(["level-too-low", "evidence-guardian-missing"]);
        Assess(3, Centre($"{Birth}, {Licence}"), subject).Reasons.ShouldContain(reason => reason.Code == "evidence-guardian-missing");
        Assess(3, Guarded($"{Birth}"), subject).Outcome.ShouldBe(IdentityOutcome.LevelTooLow);
        Assess(3, Guarded($"{Birth}, {Licence}"), subject).Outcome.ShouldBe(IdentityOutcome.Verified);
        Assess(3, Guarded(""), IdentitySubject.Adult).Outcome.ShouldBe(IdentityOutcome.Verified);
    }

    [Theory]
    [InlineData("gckey")]
    [InlineData("pigeon-post")]
    public void A_guardians_evidence_counts_only_from_a_provider_that_records_evidence(string provider) =>
        Assess(3, Guarded($"{Birth}, {Licence}", provider), IdentitySubject.Child).Outcome.ShouldBe(IdentityOutcome.LevelTooLow);

    [Fact]
    public void For_a_child_level_2_takes_no_guardian() =>
        Assess(2, $$"""{ "credential": {{Verified}} }""", IdentitySubject.Child).Outcome.ShouldBe(IdentityOutcome.Verified);

    [Fact]
    public void One_more_credential_never_lowers_the_level() =>
        Gen.Select(Gen.OneOf(Basic, Verified, Bank, Unknown, TwoDocuments, "7").List[0, 4], Gen.OneOf(Basic, Verified, Unknown, "{}"))
            .Sample((credentials, more) =>
                Assess(2, List([.. credentials, more])).Level >= Assess(2, List(credentials)).Level
                && Assess(2, List([more, .. credentials])).Level >= Assess(2, List(credentials)).Level);

    [Fact]
    public void Any_credential_is_assessed_without_an_exception() =>
        Gen.Select(AnyJson.Document, AnyJson.Document, Gen.Enum<IdentitySubject>()).Sample((anything, more, subject) =>
        {
            Assess(2, $$"""{ "credential": {{anything}}, "credentials": [{{more}}] }""", subject);
            Assess(2, $$"""{ "credential": { "provider": "gckey", "evidence": {{anything}}, "scores": {{more}} } }""", subject);
            return Assess(2, Centre(anything), subject).Level <= 3;
        });

    private static string Centre(string evidence) =>
        $$"""{ "credential": { "provider": "serviceontario-centre", "assurance": "two-documents", "evidence": [{{evidence}}] } }""";

    private static string Guarded(string guardian, string provider = "serviceontario-centre") => $$"""
        { "credential": {{TwoDocuments}}, "credentials": [{ "provider": "{{provider}}", "guardianEvidence": [{{guardian}}],
          "assurance": "one-document" }] }
        """;

    private static string List(IReadOnlyList<string> credentials) => $$"""{ "credentials": [{{string.Join(", ", credentials)}}] }""";

    private IdentityResult Assess(int level, string applicant, IdentitySubject subject = IdentitySubject.Adult) =>
        _assessor.Assess(Attributes(applicant), new IdentityQuestion(level, Today, subject));

    private static JsonElement Attributes(string applicant) => JsonElement.Parse($$"""{ "applicant": {{applicant}} }""");
}
