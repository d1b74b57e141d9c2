using System.Text.Json.Nodes;

namespace Integration.Azure.Tests;

/// <summary>A resource that a deployment would make.</summary>
/// <param name="json">As the compiler tells it: what is known only on Azure is an expression in brackets.</param>
internal sealed class Resource(JsonNode json)
{
    private const string Group = "/resourceGroups/";

    public string Type { get; } = (string)json["type"]!;

    public string Name { get; } = (string)json["name"]!;

    /// <summary>Its id within the resource group, as <c>providers/…</c>.</summary>
    public string Path { get; } = WithinGroup((string)json["id"]!);

    /// <summary>The name after the last slash.</summary>
    public string LastName => Name[(Name.LastIndexOf('/') + 1)..];

    public JsonNode? this[string property] => json["properties"]?[property];

    /// <summary>A member beside the properties: <c>sku</c>, <c>kind</c>, <c>tags</c>.</summary>
    public JsonNode? Member(string name) => json[name];

    /// <summary>The properties that have a value.</summary>
    public IReadOnlyDictionary<string, JsonNode> Properties => Given(json["properties"]);

    /// <summary>The members of an object that have a value.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Given(JsonNode? node) =>
        (node as JsonObject ?? []).Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value!);

    private static string WithinGroup(string id) =>
        id.IndexOf(Group, StringComparison.Ordinal) is >= 0 and var start && id.IndexOf('/', start + Group.Length) is >= 0 and var end
            ? id[(end + 1)..]
            : id;
}
