using System.Globalization;
using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>A service that asks many programs at once, each of an agency's system of its own.</summary>
internal static class ManyPrograms
{
    public const string Service = "many-programs";
    public const string Application = """{ "child": { "birthDate": "2016-05-01" } }""";
    private const string Agency = "serviceontario";
    private const string Purpose = "many-assessment";

    public static ServiceCatalogue Load(int count)
    {
        List<string> ids = [.. Enumerable.Range(1, count).Select(number => $"many-{number.ToString(CultureInfo.InvariantCulture)}")];
        using var packs = new PackCopy();
        packs.Write("ca/many-participants.json", File("participants", "../../", ids.Select(Participant)));
        packs.Write("ca/many-agreements.json", File("agreements", "../../", ids.Select(Agreement)));
        ids.ForEach(id => packs.Write($"ca/programs/{id}.json", Program.Replace("ID", id, StringComparison.Ordinal)));
        packs.Write($"ca/services/{Service}.json", ServiceOf(ids));
        return packs.Write($"ca/services/{Service}.application.json", Schema).Load();
    }

    private static string File(string kind, string root, IEnumerable<JsonNode> items) =>
        new JsonObject { ["$schema"] = $"{root}schemas/{kind}.schema.json", [kind] = new JsonArray([.. items]) }.ToJsonString();

    private static JsonNode Participant(string id) => JsonNode.Parse(
        $$"""{ "id": "{{id}}", "organization": "{{Agency}}", "hosting": "hosted", "sector": "{{id}}", "name": { "en": "{{id}}", "fr": "{{id}}" } }""")!;

    private static JsonNode Agreement(string id) => JsonNode.Parse(
        $$"""
        { "id": "{{id}}", "sender": "{{Agency}}", "recipient": "{{id}}", "purpose": "{{Purpose}}", "authority": "Act", "categories": ["age"],
          "consentRequired": false, "from": "2025-01-01", "source": "https://www.ontario.ca" }
        """)!;

    private static string ServiceOf(IEnumerable<string> ids) => $$"""
        { "$schema": "../../../schemas/service.schema.json", "id": "{{Service}}", "jurisdiction": "ca-on", "name": { "en": "Many", "fr": "Beaucoup" },
          "description": { "en": "Many.", "fr": "Beaucoup." }, "intake": "{{Agency}}", "application": "{{Service}}.application.json",
          "categories": { "age": ["/child/birthDate"] }, "plan": [{ "step": "eligibility", "tasks": [
            {{string.Join(",\n", ids.Select(id => $$"""
                { "subject": "{{id}}", "participant": "{{id}}", "topic": "eligibility-checks", "purpose": "{{Purpose}}", "categories": ["age"], "deadline": "P5D" }
                """))}} ] }] }
        """;

    private const string Program = """
        { "$schema": "../../../schemas/program.schema.json", "id": "ID", "jurisdiction": "ca-on", "agency": "serviceontario",
          "name": { "en": "ID", "fr": "ID" }, "description": { "en": "One of many.", "fr": "Un parmi d’autres." },
          "url": "https://www.ontario.ca", "requiredIdentityLevel": 1,
          "facts": { "born": { "pointer": "/child/birthDate", "type": "date", "label": { "en": "the age", "fr": "l’âge" } } },
          "rules": { "WorkflowName": "ID", "Rules": [{ "RuleName": "school-age", "Expression": "facts.Age(\"born\") >= 6",
            "Properties": { "unmet": "too-young" } }] },
          "reasons": { "too-young": { "en": "From 6.", "fr": "Dès 6 ans." } } }
        """;

    private const string Schema = """
        { "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false, "required": ["child"],
          "properties": { "child": { "type": "object", "additionalProperties": false, "required": ["birthDate"],
            "properties": { "birthDate": { "type": "string", "format": "past-date" } } } } }
        """;
}
