using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>
/// A JSON Schema that documents are held against. It knows the keywords that the catalogue uses, of draft 7, and refuses a schema that
/// uses another one, so that nothing which is written there goes unchecked. Patterns never backtrack: no text makes them slow.
/// </summary>
public sealed class DocumentSchema
{
    private readonly SchemaNode _root;

    private DocumentSchema(SchemaNode root, JsonElement document)
    {
        _root = root;
        Document = document;
    }

    /// <summary>The schema as it is written.</summary>
    public JsonElement Document { get; }

    /// <summary>Reads a schema; null when something in it is wrong or not known.</summary>
    internal static DocumentSchema? Parse(JsonElement schema, out IReadOnlyList<FieldError> problems)
    {
        var reader = new SchemaReader(schema);
        var root = reader.Read();
        problems = reader.Problems;
        return problems.Count == 0 ? new DocumentSchema(root, schema) : null;
    }

    /// <summary>Every field that breaks the schema, one error each.</summary>
    /// <param name="document">What is checked.</param>
    /// <param name="latestDay">The latest day that has begun anywhere: nothing past lies after it.</param>
    /// <param name="isPartial">What is not there yet is no error.</param>
    internal IReadOnlyList<FieldError> Check(JsonElement document, DateOnly latestDay, bool isPartial = false)
    {
        var check = new SchemaCheck(latestDay, isPartial);
        check.Visit(_root, document, "");
        return check.Errors;
    }

    /// <summary>
    /// Every field that breaks the schema in a part that stands at a pointer; one error at the pointer when nothing may stand there.
    /// </summary>
    internal IReadOnlyList<FieldError> CheckAt(string pointer, JsonElement part, DateOnly latestDay)
    {
        if (Find(pointer) is not { } node)
        {
            return [new(pointer, "unknown-property", "There is no such property in the application.")];
        }

        var check = new SchemaCheck(latestDay, isPartial: false);
        check.Visit(node, part, pointer);
        return check.Errors;
    }

    /// <summary>Whether documents may have something at a pointer; <c>*</c> stands for the items of a list.</summary>
    internal bool Describes(string pointer) => Find(pointer) is not null;

    /// <summary>The properties that documents may have below a pointer.</summary>
    internal IEnumerable<string> PropertiesAt(string pointer) => Find(pointer)?.Properties.Keys ?? Enumerable.Empty<string>();

    private SchemaNode? Find(string pointer)
    {
        SchemaNode? at = _root;
        foreach (var segment in JsonPointer.Segments(pointer))
        {
            at = at is null ? null
                : at.Items is { } items && (segment == "*" || segment.All(char.IsAsciiDigit)) ? items
                : at.Properties.GetValueOrDefault(segment);
        }

        return at;
    }
}
