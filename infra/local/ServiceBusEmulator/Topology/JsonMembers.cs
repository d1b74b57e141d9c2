using System.Text.Json;

namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>The members of a JSON object; a member that is null counts as absent.</summary>
internal sealed class JsonMembers(JsonCursor owner, IReadOnlyDictionary<string, JsonCursor> members)
{
    public JsonCursor? Optional(string name) =>
        members.TryGetValue(name, out var member) && member.Element.ValueKind != JsonValueKind.Null ? member : null;

    public JsonCursor Required(string name) => Optional(name) ?? throw owner.Error($"{name} is missing");

    public IEnumerable<JsonCursor> Items(string name) => Optional(name)?.Items() ?? [];
}
