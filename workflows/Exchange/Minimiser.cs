using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Exchange;

/// <summary>Cuts a document down to what JSON Pointers name; a segment <c>*</c> matches any array index. Pure.</summary>
public static class Minimiser
{
    /// <summary>
    /// The same document without everything that no pointer names. Objects and lists on the way stay, so that the pointers hold in what
    /// is left; items of a list keep their order and number.
    /// </summary>
    public static JsonElement Cut(JsonElement document, IEnumerable<string> pointers)
    {
        var wanted = new Branch();
        foreach (var pointer in pointers)
        {
            wanted.Add(JsonPointer.Segments(pointer));
        }

        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, document, wanted);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Branch wanted)
    {
        if (wanted.IsWhole)
        {
            element.WriteTo(writer);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            WriteItems(writer, element, wanted);
        }
        else
        {
            WriteMembers(writer, element, wanted);
        }
    }

    private static void WriteItems(Utf8JsonWriter writer, JsonElement list, Branch wanted)
    {
        writer.WriteStartArray();
        if (wanted.Children.TryGetValue("*", out var each))
        {
            foreach (var item in list.EnumerateArray().Where(item => each.IsWhole || IsContainer(item)))
            {
                Write(writer, item, each);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement element, Branch wanted)
    {
        writer.WriteStartObject();
        foreach (var (name, branch) in wanted.Children)
        {
            if (element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty(name, out var member)
                && (branch.IsWhole || IsContainer(member)))
            {
                writer.WritePropertyName(name);
                Write(writer, member, branch);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsContainer(JsonElement element) => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    private sealed class Branch
    {
        public SortedDictionary<string, Branch> Children { get; } = new(StringComparer.Ordinal);

        public bool IsWhole { get; private set; }

        public void Add(ReadOnlySpan<string> segments)
        {
            if (segments.IsEmpty)
            {
                IsWhole = true;
                return;
            }

            if (!Children.TryGetValue(segments[0], out var child))
            {
                Children[segments[0]] = child = new Branch();
            }

            child.Add(segments[1..]);
        }
    }
}
