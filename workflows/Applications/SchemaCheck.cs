using System.Globalization;
using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>
/// Walks a document along a schema and notes each field that breaks it: where, what, and what would be accepted. No value is
/// repeated.
/// </summary>
/// <param name="latestDay">The latest day that has begun anywhere.</param>
/// <param name="isPartial">What is not there yet is no error: neither a required property nor a least number.</param>
internal sealed class SchemaCheck(DateOnly latestDay, bool isPartial)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>What was found, in the order of the document.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>
    /// Checks a value; the first thing that is wrong with it is said, and what lies below it is looked at only when its type is
    /// right.
    /// </summary>
    public void Visit(SchemaNode schema, JsonElement value, string pointer)
    {
        if (schema.Types.Count > 0 && !schema.Types.Any(type => IsOf(type, value)))
        {
            Add(pointer, "type", $"Must be {string.Join(" or ", schema.Types.Select(InWords))}.");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                VisitObject(schema, value, pointer);
                break;
            case JsonValueKind.Array:
                VisitArray(schema, value, pointer);
                break;
            case JsonValueKind.String:
                VisitText(schema, value.GetString() ?? "", pointer);
                break;
            case JsonValueKind.Number:
                VisitNumber(schema, value, pointer);
                break;
        }
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static string InWords(string type) => type switch
    {
        "object" => "an object",
        "array" => "an array",
        "string" => "a string",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        _ => "null",
    };

    private void VisitObject(SchemaNode schema, JsonElement value, string pointer)
    {
        foreach (var name in schema.Required.Where(name => !isPartial && !value.TryGetProperty(name, out _)))
        {
            Add(JsonPointer.Append(pointer, name), "required", "This property is required.");
        }

        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var at = JsonPointer.Append(pointer, member.Name);
            if (SchemaOf(schema, member.Name) is { } known)
            {
                Visit(known, member.Value, at);
            }
            else
            {
                Add(at, "unknown-property", $"There is no such property here; known are {string.Join(", ", schema.Properties.Keys)}.");
            }
        }

        if (!isPartial && count < schema.MinProperties)
        {
            Add(pointer, "items", $"Must have at least {schema.MinProperties} properties.");
        }
    }

    private static SchemaNode? SchemaOf(SchemaNode schema, string name) =>
        schema.Properties.TryGetValue(name, out var named) ? named
        : schema.PatternProperties.Find(pattern => pattern.Name.IsMatch(name)).Schema ?? schema.AdditionalProperties;

    private void VisitArray(SchemaNode schema, JsonElement value, string pointer)
    {
        var length = value.GetArrayLength();
        if (!isPartial && length < schema.MinItems)
        {
            Add(pointer, "items", $"Must have at least {schema.MinItems} items.");
        }
        else if (length > schema.MaxItems)
        {
            Add(pointer, "items", $"Must have at most {schema.MaxItems} items.");
            return;
        }

        var seen = schema.UniqueItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var at = JsonPointer.Append(pointer, index);
            if (seen?.Add(item.GetRawText()) == false)
            {
                Add(at, "repeated-item", "The same as an earlier item.");
            }
            else if (schema.Items is { } items)
            {
                Visit(items, item, at);
            }
        }
    }

    private void VisitText(SchemaNode schema, string text, string pointer)
    {
        if (schema.Enum is { } allowed && !allowed.Contains(text))
        {
            Add(pointer, "not-in-list", $"Must be one of {string.Join(", ", allowed)}.");
        }
        else if (text.Length < schema.MinLength)
        {
            Add(pointer, "length", $"Must have at least {schema.MinLength} characters.");
        }
        else if (text.Length > schema.MaxLength)
        {
            Add(pointer, "length", $"Must have at most {schema.MaxLength} characters.");
        }
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            Add(pointer, "format", $"Must be {schema.Expected}.");
        }
        else if (schema.Format is { } format && !format.Accepts(text, latestDay))
        {
            Add(pointer, "format", $"Must be {format.Expected}.");
        }
    }

    private void VisitNumber(SchemaNode schema, JsonElement value, string pointer)
    {
        // A number that no decimal holds is beyond any bound; without bounds it is refused as well, since no rule could use it.
        if (!value.TryGetDecimal(out var number))
        {
            Add(pointer, "range", "Must be a number of at most 28 digits.");
        }
        else if (number < schema.Minimum)
        {
            Add(pointer, "range", $"Must be at least {Text(schema.Minimum)}.");
        }
        else if (number > schema.Maximum)
        {
            Add(pointer, "range", $"Must be at most {Text(schema.Maximum)}.");
        }
    }

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void Add(string pointer, string code, string detail) => _errors.Add(new(pointer, code, detail));
}
