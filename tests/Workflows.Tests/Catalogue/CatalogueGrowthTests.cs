using System.Text;
using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>The steps of Catalogue/README.md: a program, a service and a partner are files, not code.</summary>
public sealed class CatalogueGrowthTests
{
    [Fact]
    public void A_province_a_program_a_partner_and_a_service_are_added_without_a_line_of_code()
    {
        using var packs = new PackCopy();
        var catalogue = packs
            .Write("ca/qc-network.json", Organizations)
            .Write("ca/qc-participants.json", Participants)
            .Write("ca/qc-agreements.json", Agreements)
            .Write("ca/qc-notices.json", Notices)
            .Write("ca/programs/ca-qc-camp.json", Program)
            .Write("ca/services/summer.json", Service)
            .Write("ca/services/summer.application.json", Schema)
            .Load();

        var refusal = new ApplicationValidator(catalogue)
            .Check("summer", Encoding.UTF8.GetBytes("""{ "child": { "birthDate": "2016-05-01" }, "consents": [] }"""))
            .ShouldBeOfType<ApplicationCheck.Invalid>().Errors.ShouldHaveSingleItem();
        var determination = new EligibilityEvaluator(catalogue)
            .Evaluate("ca-qc-camp", JsonElement.Parse("""{ "child": { "birthDate": "2016-05-01" } }"""), new(2026, 7, 1));

        refusal.Code.ShouldBe("consent-missing");
        determination.AnnualAmount.ShouldBe(250.00m);
        determination.Reasons.ShouldHaveSingleItem().Text.Fr.ShouldBe("Le camp est payé jusqu’à 250\u00a0$.");
    }

    private const string Organizations = """
        { "$schema": "../../schemas/organizations.schema.json", "organizations": [
          { "id": "quebec-families", "jurisdiction": "ca-qc", "kind": "agency", "name": { "en": "Families", "fr": "Familles" },
            "description": { "en": "Families of Quebec.", "fr": "Familles du Québec." }, "url": "https://www.quebec.ca" },
          { "id": "camps", "jurisdiction": "ca-qc", "kind": "partner", "name": { "en": "Camps", "fr": "Camps" },
            "description": { "en": "Runs camps.", "fr": "Organise des camps." }, "url": "https://camps.example" } ] }
        """;

    private const string Participants = """
        { "$schema": "../../schemas/participants.schema.json", "participants": [
          { "id": "quebec-families", "organization": "quebec-families", "hosting": "hosted", "sector": "ca-qc-families",
            "name": { "en": "Families", "fr": "Familles" } },
          { "id": "camps", "organization": "camps", "hosting": "remote", "sector": "ca-partner-camps",
            "name": { "en": "Camps", "fr": "Camps" } } ] }
        """;

    private const string Agreements = """
        { "$schema": "../../schemas/agreements.schema.json", "agreements": [
          { "id": "qc-camp", "sender": "quebec-families", "recipient": "quebec-families", "purpose": "camp-assessment", "authority": "Act",
            "categories": ["age"], "consentRequired": false, "from": "2026-01-01", "source": "https://www.quebec.ca" },
          { "id": "qc-camp-referral", "sender": "quebec-families", "recipient": "camps", "purpose": "camp-referral", "authority": "Consent",
            "categories": ["age"], "consentRequired": true, "from": "2026-01-01", "source": "https://www.quebec.ca" } ] }
        """;

    private const string Notices = """
        { "$schema": "../../schemas/consent-notices.schema.json", "notices": [
          { "id": "camp-referral-2026-1", "purpose": "camp-referral", "version": "2026-1", "from": "2026-01-01",
            "text": { "en": "The camp learns your child's age.", "fr": "Le camp apprend l’âge de votre enfant." } } ] }
        """;

    private const string Program = """
        { "$schema": "../../../schemas/program.schema.json", "id": "ca-qc-camp", "jurisdiction": "ca-qc", "agency": "quebec-families",
          "name": { "en": "Summer camp", "fr": "Camp d’été" }, "description": { "en": "Pays a camp.", "fr": "Paie un camp." },
          "url": "https://www.quebec.ca", "requiredIdentityLevel": 1,
          "facts": { "born": { "pointer": "/child/birthDate", "type": "date", "label": { "en": "the age", "fr": "l’âge" } } },
          "parameters": [{ "table": "year", "periods": [{ "from": "2026-01-01", "values": { "maximum": 250 },
            "source": { "title": "Camps", "url": "https://www.quebec.ca", "confidence": "published" } }] }],
          "rules": { "WorkflowName": "ca-qc-camp", "Rules": [{ "RuleName": "school-age",
            "Expression": "facts.Age(\"born\") >= 6", "Properties": { "met": "paid", "unmet": "too-young" },
            "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "parameters.Value(\"maximum\")" } } } }] },
          "reasons": { "paid": { "en": "The camp is paid up to {maximum:money}.", "fr": "Le camp est payé jusqu’à {maximum:money}." },
            "too-young": { "en": "From 6.", "fr": "Dès 6 ans." } } }
        """;

    private const string Service = """
        { "$schema": "../../../schemas/service.schema.json", "id": "summer", "jurisdiction": "ca-qc",
          "name": { "en": "Summer", "fr": "Été" }, "description": { "en": "Summer.", "fr": "Été." }, "intake": "quebec-families",
          "application": "summer.application.json", "categories": { "age": ["/child/birthDate"] }, "plan": [
            { "step": "eligibility", "tasks": [{ "subject": "ca-qc-camp", "participant": "quebec-families",
              "topic": "eligibility-checks", "purpose": "camp-assessment", "categories": ["age"] }] },
            { "step": "referral", "tasks": [{ "subject": "camp", "participant": "camps", "topic": "referrals",
              "purpose": "camp-referral", "categories": ["age"], "deadline": "P7D" }] } ] }
        """;

    private const string Schema = """
        { "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false,
          "required": ["child", "consents"], "properties": {
            "child": { "type": "object", "additionalProperties": false, "required": ["birthDate"],
              "properties": { "birthDate": { "type": "string", "format": "past-date" } } },
            "consents": { "type": "array", "items": { "type": "object", "additionalProperties": false,
              "required": ["purpose", "decision"], "properties": {
                "purpose": { "type": "string" }, "decision": { "type": "string", "enum": ["accept", "decline"] } } } } } }
        """;
}
