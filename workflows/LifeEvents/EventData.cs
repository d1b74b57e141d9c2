using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.LifeEvents;

/// <summary>What an event carries beyond what may be sent. Pure.</summary>
internal static class EventData
{
    /// <summary>The JSON Pointers of all values that no pointer covers.</summary>
    public static IEnumerable<string> Beyond(JsonElement data, IEnumerable<string> covered)
    {
        var all = covered.ToList();
        return Values(data, "", "")
            .Where(value => !all.Exists(pointer => JsonPointer.Covers(pointer, value.Pattern)))
            .Select(value => value.At);
    }

    private static IEnumerable<(string At, string Pattern)> Values(JsonElement at, string pointer, string pattern) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(member =>
            Values(member.Value, JsonPointer.Append(pointer, member.Name), JsonPointer.Append(pattern, member.Name))),
        JsonValueKind.Array => at.EnumerateArray().Index().SelectMany(item =>
            Values(item.Item, JsonPointer.Append(pointer, item.Index), pattern + "/*")),
        _ => [(pointer, pattern)],
    };
}
