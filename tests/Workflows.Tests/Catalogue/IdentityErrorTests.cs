using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>Each row breaks what the packs say about identity in one place.</summary>
public sealed class IdentityErrorTests
{
    private const string Providers = "ca/identity-providers.json";
    private const string EvidenceTypes = "ca/identity-evidence.json";
    private const string Mappings = "shared/assurance-mappings.json";
    private const string Registers = "ca/register.json";

    private const string Register = """
        { "$schema": "person-register.schema.json", "registers": [{ "participant": "serviceontario-identity",
          "attributes": { "familyName": "/applicant/familyName", "givenNames": "/applicant/givenName",
            "birthDate": "/applicant/birthDate" },
          "records": [{ "id": "1", "familyName": "Singh", "givenNames": "Asha", "birthDate": "1990-01-01" }] }] }
        """;

    [Theory]
    [InlineData(Providers, "/identityProviders/0/assurances/basic", "\"low\"", "no level without a framework", "Name the framework")]
    [InlineData(Providers, "/identityProviders/0/assurances/basic", "5", "not allowed", "at most 4")]
    [InlineData(Providers, "/identityProviders/0/framework", "\"stars\"", "no framework 'stars'", "add it")]
    [InlineData(Providers, "/identityProviders/3/evidence/types/0", "\"tattoo\"", "no type of evidence 'tattoo'", "add it")]
    [InlineData(Providers, "/identityProviders/3/evidence/highestLevel", "5", "not allowed", "at most 4")]
    [InlineData(EvidenceTypes, "/evidenceTypes/0/kind", "\"solid\"", "not allowed", "foundational, contextual")]
    [InlineData(EvidenceTypes, "/evidenceTypes/0/source", null, "missing", "required")]
    [InlineData(Mappings, "/frameworks/1/profiles/M1A/fraud", "5", "not allowed", "at most 4")]
    [InlineData(Mappings, "/frameworks/1/profiles/M1A/evidence", "[]", "not allowed", "at least 1")]
    [InlineData(Mappings, "/frameworks/0/decidedHere", null, "missing", "required")]
    [InlineData(Mappings, "/frameworks/0/levels/IAL2", "0", "not allowed", "at least 1")]
    [InlineData(Registers, "/registers/0/participant", "\"nobody\"", "no participant 'nobody'", "add it")]
    [InlineData(Registers, "/registers/0/participant", "\"maple-education-savings\"", "is remote", "keeps its own")]
    [InlineData(Registers, "/registers/0/attributes/birthDate", "\"birthDate\"", "not allowed", "JSON Pointer")]
    [InlineData(Registers, "/registers/0/records/0/birthDate", "\"1990-02-30\"", "not allowed", "calendar date")]
    public void What_is_wrong_is_told_with_its_place_and_its_remedy(string file, string at, string? json, string problem, string remedy)
    {
        using var packs = new PackCopy().Write(Registers, Register);

        var error = packs.Edit(file, at, json).Errors().ShouldHaveSingleItem();

        error.File.ShouldBe(file);
        error.Pointer.ShouldBe(at);
        error.Problem.ShouldContain(problem);
        error.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public void A_word_that_a_framework_does_not_have()
    {
        using var packs = new PackCopy();

        var error = packs.Edit(Providers, "/identityProviders/0/framework", "\"eidas\"")
            .Edit(Providers, "/identityProviders/0/assurances/verified", "\"very-high\"").Errors().ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/identityProviders/0/assurances/verified");
        error.Problem.ShouldBe("The framework 'eidas' has no 'very-high'.");
        error.Remedy.ShouldBe("Use one of low, substantial, high.");
    }

    [Fact]
    public void A_second_register_of_a_participant()
    {
        using var packs = new PackCopy().Write(Registers, Register).Write("ca/register-2.json", Register);

        packs.Errors().ShouldHaveSingleItem().Problem.ShouldBe(
            "The register of 'serviceontario-identity' is in ca/register-2.json#/registers/0.");
    }

    [Fact]
    public void An_id_of_a_type_of_evidence_or_of_a_framework_that_is_taken()
    {
        using var packs = new PackCopy();

        packs.Edit(EvidenceTypes, "/evidenceTypes/1/id", "\"birth-certificate\"").Edit(Mappings, "/frameworks/3/id", "\"eidas\"").Errors()
            .Select(error => error.File + error.Pointer)
            .ShouldBe([$"{EvidenceTypes}/evidenceTypes/1/id", $"{Providers}/identityProviders/3/evidence/types/1",
                $"{Providers}/identityProviders/5/evidence/types/1", $"{Mappings}/frameworks/3/id"]);
    }

    [Fact]
    public void What_stands_in_a_broken_file_of_frameworks_is_not_reported_as_missing()
    {
        using var packs = new PackCopy();

        packs.Edit(Mappings, "/frameworks/0/decidedHere", null)
            .Edit(Providers, "/identityProviders/0/framework", "\"eidas\"")
            .Edit(Providers, "/identityProviders/0/assurances/verified", "\"substantial\"").Errors()
            .ShouldHaveSingleItem().File.ShouldBe(Mappings);
    }

    [Fact]
    public void Every_framework_that_ships_has_a_source_and_says_who_decided_the_levels()
    {
        var catalogue = ServiceCatalogue.LoadShipped();

        catalogue.Identity.Frameworks.Select(framework => framework.Id).ShouldBe(["eidas", "gpg45", "nist-800-63a", "nsis", "tdif"]);
        catalogue.Identity.Frameworks.ShouldAllBe(framework => framework.DecidedHere && framework.Source.Note != null);
    }
}
