using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>What JSON readers disagree about, settled before anything is read: encoding, lone surrogates, repeated names.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 32 };

    private static readonly JsonDocumentOptions Unique = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads a document whose texts are whole and whose names are unique.</summary>
    /// <param name="utf8Json">The document.</param>
    /// <param name="repeated">Pointers of the properties whose name was there before.</param>
    /// <returns>The document, or null when a name is repeated.</returns>
    /// <exception cref="JsonException">It is no JSON document; line and position say where.</exception>
    public static JsonElement? Parse(ReadOnlySpan<byte> utf8Json, out IReadOnlyList<string> repeated)
    {
        repeated = [];
        if (Utf8.IsValid(utf8Json) && !MayHaveSurrogates(utf8Json))
        {
            try
            {
                return JsonElement.Parse(utf8Json, Unique);
            }
            catch (JsonException)
            {
                // What is wrong and where is for the walk below to tell.
            }
        }

        repeated = FindRepeatedNames(utf8Json);
        return repeated.Count > 0 ? null : JsonElement.Parse(utf8Json);
    }

    /// <summary>Reads a document from end to end.</summary>
    /// <returns>Pointers of the properties whose name was there before.</returns>
    /// <exception cref="JsonException">It is no JSON document; line and position say where.</exception>
    public static IReadOnlyList<string> FindRepeatedNames(ReadOnlySpan<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            throw new JsonException("The text is not UTF-8.", null, null, null);
        }

        var reader = new Utf8JsonReader(utf8Json, Strict);
        var repeated = new List<string>();
        var open = new Stack<Container>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new Container(Place(open), reader.TokenType == JsonTokenType.StartObject));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    Advance(open);
                    break;
                case JsonTokenType.PropertyName:
                    if (!open.Peek().Names.Add(open.Peek().Name = Text(ref reader)))
                    {
                        repeated.Add(Place(open));
                    }

                    break;
                case JsonTokenType.String:
                    Text(ref reader);
                    Advance(open);
                    break;
                default:
                    Advance(open);
                    break;
            }
        }

        return repeated;
    }

    /// <summary>Whether every text and name in a value can be read.</summary>
    public static bool IsWellFormed(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        try
        {
            FindRepeatedNames(JsonMarshal.GetRawUtf8Value(value));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MayHaveSurrogates(ReadOnlySpan<byte> utf8Json) =>
        utf8Json.IndexOf("\\ud"u8) >= 0 || utf8Json.IndexOf("\\uD"u8) >= 0;

    private static string Place(Stack<Container> open) =>
        !open.TryPeek(out var at) ? ""
        : at.IsObject ? JsonPointer.Append(at.Pointer, at.Name)
        : JsonPointer.Append(at.Pointer, at.Index);

    private static void Advance(Stack<Container> open)
    {
        if (open.TryPeek(out var at))
        {
            at.Index++;
        }
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException error)
        {
            throw new JsonException("A text has half of a surrogate pair.", null, null, null, error);
        }
    }

    private sealed class Container(string pointer, bool isObject)
    {
        public string Pointer { get; } = pointer;

        public bool IsObject { get; } = isObject;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public string Name { get; set; } = "";

        public int Index { get; set; }
    }
}
