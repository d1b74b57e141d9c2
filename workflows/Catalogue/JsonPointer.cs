using System.Globalization;
using System.Text.Json;

namespace Integration.Workflows.Catalogue;

/// <summary>JSON Pointers (RFC 6901), with <c>*</c> as a segment that matches any array index.</summary>
internal static class JsonPointer
{
    /// <summary>Appends a property name.</summary>
    public static string Append(string pointer, string segment) => pointer + "/" + Escape(segment);

    /// <summary>Appends an array index.</summary>
    public static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>The unescaped segments.</summary>
    public static string[] Segments(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer[1..].Split('/').Select(Unescape)];

    /// <summary>Whether what lies at <paramref name="inner"/> is part of what lies at <paramref name="outer"/>.</summary>
    public static bool Covers(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');

    /// <summary>
    /// Every place that a pointer names in a document, with its value. A place that should be there and is not has no value; a list
    /// without items has no places.
    /// </summary>
    public static IEnumerable<(string Pointer, JsonElement? Value)> Select(JsonElement root, string pointer) =>
        Select(root, Segments(pointer), 0, "");

    /// <summary>The value at a pointer without <c>*</c>, or null.</summary>
    public static JsonElement? Find(JsonElement root, string pointer) => Select(root, pointer).FirstOrDefault().Value;

    private static IEnumerable<(string Pointer, JsonElement? Value)> Select(JsonElement at, string[] segments, int depth, string pointer)
    {
        if (depth == segments.Length)
        {
            return [(pointer, at)];
        }

        var segment = segments[depth];
        if (segment == "*" && at.ValueKind == JsonValueKind.Array)
        {
            return at.EnumerateArray().Index().SelectMany(item => Select(item.Item, segments, depth + 1, Append(pointer, item.Index)));
        }

        return Member(at, segment) is { } member
            ? Select(member, segments, depth + 1, Append(pointer, segment))
            : [(pointer + string.Concat(segments[depth..].Select(rest => "/" + Escape(rest))), null)];
    }

    private static JsonElement? Member(JsonElement at, string segment) => at.ValueKind switch
    {
        JsonValueKind.Object when at.TryGetProperty(segment, out var member) => member,
        JsonValueKind.Array when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < at.GetArrayLength() => at[index],
        _ => null,
    };

    private static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
