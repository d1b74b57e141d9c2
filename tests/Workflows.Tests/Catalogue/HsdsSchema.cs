using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>The tables of HSDS 3.0, as JSON Schemas written from the specification.</summary>
internal static class HsdsSchema
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Catalogue", "hsds-3.0.schema.json"));

    /// <summary>Everything in which a record breaks its table.</summary>
    public static IReadOnlyList<string> Errors(string table, JsonNode record)
    {
        var schema = JsonNode.Parse(Text)!.AsObject();
        schema["$ref"] = $"#/definitions/{table}";
        var checker = DocumentSchema.Parse(JsonElement.Parse(schema.ToJsonString()), out var problems);
        problems.ShouldBeEmpty();
        return [.. checker!.Check(JsonElement.Parse(record.ToJsonString()), DateOnly.MaxValue).Select(error => error.ToString())];
    }
}
