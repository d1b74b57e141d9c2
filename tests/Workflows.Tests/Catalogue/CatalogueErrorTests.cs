using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>Each row breaks the shipped packs in one place; an error must name that place, what is wrong and what would be right.</summary>
public sealed class CatalogueErrorTests
{
    private const string Ccb = "ca/programs/ca-child-benefit.json";
    private const string FairPass = "ca/programs/ca-on-toronto-fair-pass.json";
    private const string Newborn = "ca/services/newborn.json";
    private const string Schema = "ca/services/newborn.application.json";
    private const string Agreements = "ca/agreements.json";

    [Theory]
    [InlineData(Ccb, "/name/fr", null, "/name/fr", "missing", "required")]
    [InlineData(Ccb, "/name/fr", "\" \"", "/name/fr", "not allowed", "not empty")]
    [InlineData(Ccb, "/reasons/no-child-under-18/en", "\"\"", "/reasons/no-child-under-18/en", "not allowed", "not empty")]
    [InlineData(Ccb, "/colour", "1", "/colour", "not known", "known are")]
    [InlineData(Ccb, "/requiredIdentityLevel", "5", "/requiredIdentityLevel", "not allowed", "at most 4")]
    [InlineData(Ccb, "/requiredIdentityLevel", "\"2\"", "/requiredIdentityLevel", "not allowed", "a whole number")]
    [InlineData(Ccb, "/parameters/0/periods/0/from", "\"2025-02-30\"", "/parameters/0/periods/0/from", "not allowed", "calendar date")]
    [InlineData(Ccb, "/parameters/0/periods/0/source", null, "/parameters/0/periods/0/source", "missing", "required")]
    [InlineData(Ccb, "/parameters/0/periods/1/source/url", "\"somewhere\"", "/parameters/0/periods/1/source/url", "not allowed", "https")]
    [InlineData(Ccb, "/parameters/0/periods/0/values/rateAbove/x", "1", "/parameters/0/periods/0/values/rateAbove/x", "not known", "")]
    [InlineData("ca/participants.json", "/participants/3/hosting", "\"cloud\"", "/participants/3/hosting", "not allowed", "hosted, remote")]
    [InlineData(Ccb, "/$schema", "\"elsewhere.json\"", "/$schema", "what it is", "program.schema.json")]
    public void What_breaks_the_published_schema(string file, string at, string? json, string pointer, string problem, string remedy) =>
        Expect(file, at, json, pointer, problem, remedy);

    [Theory]
    [InlineData("ca/participants.json", "/participants/0/organization", "\"nobody\"", "/participants/0/organization",
        "no organization 'nobody'", "add it")]
    [InlineData(Ccb, "/agency", "\"maple-education-savings\"", "/agency", "no organization of kind agency", "add it")]
    [InlineData(Agreements, "/agreements/0/sender", "\"nobody\"", "/agreements/0/sender", "no organization 'nobody'", "add it")]
    [InlineData(Newborn, "/plan/3/tasks/0/subject", "\"no-program\"", "/plan/3/tasks/0/subject", "no program 'no-program'", "add it")]
    [InlineData(Newborn, "/plan/3/tasks/0/participant", "\"nobody\"", "/plan/3/tasks/0/participant", "no participant 'nobody'", "add it")]
    [InlineData(Newborn, "/plan/4/tasks/0/purpose", "\"marketing\"", "/plan/4/tasks/0/purpose", "No agreement lets serviceontario",
        "Add the agreement")]
    [InlineData(Newborn, "/plan/4/tasks/0/categories/3", "\"family-income\"", "/plan/4/tasks/0/categories/3",
        "does not cover 'family-income'", "Covered are")]
    [InlineData(Newborn, "/plan/4/tasks/0/categories/3", "\"shoe-size\"", "/plan/4/tasks/0/categories/3", "", "")]
    [InlineData(Newborn, "/plan/4/tasks/0/subject", null, "/plan/4/tasks/0/subject", "missing", "referral")]
    [InlineData(Newborn, "/plan/0/tasks/0/requiredLevel", "1", "/plan/0/tasks/0/requiredLevel", "higher level", "Ask for 2")]
    [InlineData(Newborn, "/plan/3/tasks/1/subject", "\"ca-child-benefit\"", "/plan/3/tasks/1/subject", "already", "")]
    [InlineData(Newborn, "/plan/3/tasks/0/categories", """["care", "children-ages", "family-income"]""", "/plan/3/tasks/0/categories",
        "is not sent", "/applicant/")]
    [InlineData(Newborn, "/plan/3/tasks/1/categories/4", "\"household-size\"",
        "/plan/3/tasks/1/categories/4", "never asks for", "only what the program asks for")]
    [InlineData(Ccb, "/facts/rent", """{ "pointer": "/household/rent", "type": "money", "label": { "en": "a", "fr": "b" } }""",
        "/facts/rent", "No rule asks", "remove it")]
    [InlineData(Newborn, "/categories/care/0", "\"/applicant/caregiver\"", "/categories/care/0", "no '/applicant/caregiver'", "")]
    [InlineData(Newborn, "/checks/0/other", "\"/kids/*/birthDate\"", "/checks/0/other", "no '/kids/*/birthDate'", "schema")]
    [InlineData(Newborn, "/application", "\"nowhere.json\"", "/application", "no JSON Schema 'ca/services/nowhere.json'", "beside")]
    [InlineData(Agreements, "/agreements/4/until", "\"2024-01-01\"", "/agreements/4/until", "ends before", "on or after from")]
    public void What_leads_nowhere(string file, string at, string? json, string pointer, string problem, string remedy) =>
        Expect(file, at, json, pointer, problem, remedy);

    [Theory]
    [InlineData(Ccb, "/rules/Rules/0/Expression", "\"kids > 0\"", "/rules/Rules/0/Expression", "does not compile", "README")]
    [InlineData(Ccb, "/rules/Rules/0/Expression", "\"System.IO.File.Exists(\\\"x\\\")\"", "/rules/Rules/0/Expression",
        "Unknown identifier 'System'", "")]
    [InlineData(Ccb, "/rules/Rules/0/Expression", "\"children\"", "/rules/Rules/0/Expression", "yields Int32", "Boolean")]
    [InlineData(Ccb, "/rules/GlobalParams/3/Expression", "\"parameters.Value(\\\"top\\\")\"", "/rules/GlobalParams/3/Expression",
        "no parameter 'top'", "maximumUnder6")]
    [InlineData(Ccb, "/rules/GlobalParams/1/Name", "\"under6\"", "/rules/GlobalParams/1/Expression", "taken", "")]
    [InlineData(Ccb, "/rules/WorkflowName", "\"other\"", "/rules/WorkflowName", "not named after", "ca-child-benefit")]
    [InlineData(Ccb, "/rules/Rules/0/Properties/unmet", "\"whatever\"", "/rules/Rules/0/Properties/unmet", "no reason 'whatever'",
        "Use one of")]
    [InlineData(Ccb, "/rules/Rules/1/RuleName", "\"lives-with-a-child-under-18\"", "/rules/Rules/1/RuleName", "taken", "")]
    [InlineData(Ccb, "/reasons/forgotten", """{ "en": "a", "fr": "b" }""", "/reasons/forgotten", "No rule gives", "")]
    [InlineData(Ccb, "/reasons/income-too-high/fr", "\"{ceiling:money}\"", "/reasons/income-too-high/fr", "{ceiling:money}",
        "firstThreshold")]
    [InlineData(Ccb, "/parameters/0/periods/1/from", "\"2025-06-01\"", "/parameters/0/periods/1", "overlaps", "one period at most")]
    [InlineData(Ccb, "/parameters/0/periods/1/carriedUntil", "\"2026-06-30\"", "/parameters/0/periods/1/carriedUntil", "after until",
        "leave it out")]
    [InlineData(Ccb, "/parameters/0/periods/1/values/rateAbove", "0.1", "/parameters/0/periods/1/values", "not those of the first period",
        "rateAbove")]
    [InlineData(Ccb, "/parameters/0/periods/0/until", "\"2024-01-01\"", "/parameters/0/periods/0/until", "ends before", "")]
    [InlineData(FairPass, "/facts/birthDate/pointer", "\"/children/*/birthDate\"", "/facts/birthDate/pointer", "points into a list",
        "dates")]
    [InlineData(FairPass, "/facts/childBirthDates/onlyWhere", "\"/applicant/primaryCaregiver\"", "/facts/childBirthDates/onlyWhere",
        "same list", "/children/*")]
    [InlineData(Schema, "/properties/children/items/properties/birthDate/format", "\"stardate\"",
        "/properties/children/items/properties/birthDate/format", "can't be used", "postal-code-ca")]
    [InlineData(Schema, "/properties/household/if", "{}", "/properties/household/if", "can't be used", "not known here")]
    [InlineData(Schema, "/properties/children/items/properties/birthDate", """{ "$ref": "other.json#/x" }""",
        "/properties/children/items/properties/birthDate/$ref", "can't be used", "#/definitions")]
    public void What_is_broken_inside(string file, string at, string? json, string pointer, string problem, string remedy) =>
        Expect(file, at, json, pointer, problem, remedy);

    [Fact]
    public void A_file_that_is_not_JSON()
    {
        using var packs = new PackCopy();

        var error = packs.Write("ca/participants.json", "{ \"$schema\": ").Errors().Single(error => error.File == "ca/participants.json");

        error.Problem.ShouldContain("not JSON");
    }

    [Fact]
    public void A_property_that_is_given_twice()
    {
        using var packs = new PackCopy();

        packs.Write("ca/more.json", """{ "$schema": "participants.schema.json", "participants": [], "participants": [] }""");

        var errors = packs.Errors();

        errors.ShouldHaveSingleItem().Pointer.ShouldBe("/participants");
    }

    [Fact]
    public void An_id_that_is_taken_in_another_file()
    {
        using var packs = new PackCopy();
        packs.Write("ca/more.json", """
            { "$schema": "participants.schema.json", "participants": [
              { "id": "cra-benefits", "organization": "canada-revenue-agency", "hosting": "hosted", "sector": "x",
                "name": { "en": "x", "fr": "x" } } ] }
            """);

        var error = packs.Errors().ShouldHaveSingleItem();

        error.ToString().ShouldBe(
            "ca/participants.json#/participants/1/id: "
            + "The id 'cra-benefits' is taken in ca/more.json#/participants/0. Give it an id of its own.");
    }

    [Fact]
    public void Agreements_of_the_same_parties_and_purpose_that_overlap()
    {
        using var packs = new PackCopy();
        packs.Write("ca/renewed.json", """
            { "$schema": "agreements.schema.json", "agreements": [{
              "id": "renewed", "sender": "serviceontario", "recipient": "maple-education-savings", "purpose": "education-savings-referral",
              "authority": "Consent", "categories": ["applicant-name", "contact", "children-ages"], "consentRequired": true,
              "from": "2029-12-31", "source": "https://www.ontario.ca/laws/statute/90f31" }] }
            """);

        packs.Errors().ShouldHaveSingleItem().ToString().ShouldStartWith(
            "ca/renewed.json#/agreements/0/from: It overlaps 'serviceontario-maple-education-savings'");
        packs.Edit("ca/renewed.json", "/agreements/0/from", "\"2030-01-01\"");
        packs.Load().FindAgreement("serviceontario", "maple-education-savings", "education-savings-referral", new(2030, 5, 1))
            .ShouldNotBeNull().Id.ShouldBe("renewed");
    }

    [Fact]
    public void All_errors_of_all_files_are_reported_together()
    {
        using var packs = new PackCopy();
        packs.Edit(Ccb, "/rules/Rules/0/Expression", "\"nonsense(\"")
            .Edit(Ccb, "/name/fr", "\"\"")
            .Edit(FairPass, "/rules/Rules/1/Expression", "\"nonsense(\"")
            .Edit(FairPass, "/rules/Rules/2/Expression", "\"nonsense(\"")
            .Edit("ca/participants.json", "/participants/0/organization", "\"nobody\"");

        packs.Errors().Select(error => error.File + error.Pointer).ShouldBe(
        [
            "ca/participants.json/participants/0/organization",
            $"{Ccb}/name/fr",
            $"{FairPass}/rules/Rules/1/Expression",
            $"{FairPass}/rules/Rules/2/Expression",
        ]);
    }

    [Fact]
    public void What_stands_in_a_broken_file_is_not_reported_as_missing()
    {
        using var packs = new PackCopy();

        packs.Edit("ca/organizations.json", "/organizations/0/kind", "\"club\"").Errors().ShouldHaveSingleItem()
            .Pointer.ShouldBe("/organizations/0/kind");
    }

    [Fact]
    public void An_application_schema_that_is_missing()
    {
        using var packs = new PackCopy();

        packs.Delete(Schema).Errors().ShouldHaveSingleItem().Pointer.ShouldBe("/application");
    }

    [Fact]
    public void A_directory_that_is_not_there() =>
        Should.Throw<CatalogueException>(() => ServiceCatalogue.Load("/no/such/packs"))
            .Errors.ShouldHaveSingleItem().Problem.ShouldContain("does not exist");

    private static void Expect(string file, string at, string? json, string pointer, string problem, string remedy)
    {
        using var packs = new PackCopy();

        packs.Edit(file, at, json).Errors().ShouldContain(error =>
            error.File == file && error.Pointer == pointer && error.Problem.Contains(problem) && error.Remedy.Contains(remedy));
    }
}
