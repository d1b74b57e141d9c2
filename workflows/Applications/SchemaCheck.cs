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

    // Where the walk is; written out only for an error.
    private readonly Stack<(string? Name, int Index)> _path = new();
    private string _start = "";

    /// <summary>What was found, in the order of the document.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>
    /// Checks a value; the first thing that is wrong with it is said, and what lies below it is looked at only when its type is
    /// right.
    /// </summary>
    public void Visit(SchemaNode schema, JsonElement value, string pointer)
    {
        _start = pointer;
        Visit(schema, value);
    }

    private void Visit(SchemaNode schema, JsonElement value)
    {
        if (!HasTypeOf(schema, value))
        {
            Add("type", $"Must be {string.Join(" or ", schema.Types.Select(InWords))}.");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                VisitObject(schema, value);
                break;
            case JsonValueKind.Array:
                VisitArray(schema, value);
                break;
            case JsonValueKind.String:
                VisitText(schema, value.GetString() ?? "");
                break;
            case JsonValueKind.Number:
                VisitNumber(schema, value);
                break;
        }
    }

    private static bool HasTypeOf(SchemaNode schema, JsonElement value)
    {
        foreach (var type in schema.Types)
        {
            if (IsOf(type, value))
            {
                return true;
            }
        }

        return schema.Types.Count == 0;
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

    private void VisitObject(SchemaNode schema, JsonElement value)
    {
        if (!isPartial)
        {
            CheckRequired(schema, value);
        }

        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var name = member.Name;
            _path.Push((name, 0));
            if (SchemaOf(schema, name) is { } known)
            {
                Visit(known, member.Value);
            }
            else
            {
                Add("unknown-property", $"There is no such property here; known are {string.Join(", ", schema.Properties.Keys)}.");
            }

            _path.Pop();
        }

        if (!isPartial && count < schema.MinProperties)
        {
            Add("items", $"Must have at least {schema.MinProperties} properties.");
        }
    }

    private void CheckRequired(SchemaNode schema, JsonElement value)
    {
        foreach (var name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                _path.Push((name, 0));
                Add("required", "This property is required.");
                _path.Pop();
            }
        }
    }

    private static SchemaNode? SchemaOf(SchemaNode schema, string name)
    {
        if (schema.Properties.TryGetValue(name, out var named))
        {
            return named;
        }

        foreach (var (pattern, matched) in schema.PatternProperties)
        {
            if (pattern.IsMatch(name))
            {
                return matched;
            }
        }

        return schema.AdditionalProperties;
    }

    private void VisitArray(SchemaNode schema, JsonElement value)
    {
        var length = value.GetArrayLength();
        if (!isPartial && length < schema.MinItems)
        {
            Add("items", $"Must have at least {schema.MinItems} items.");
        }
        else if (length > schema.MaxItems)
        {
            Add("items", $"Must have at most {schema.MaxItems} items.");
            return;
        }

        var seen = schema.UniqueItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            _path.Push((null, index++));
            if (seen?.Add(item.GetRawText()) == false)
            {
                Add("repeated-item", "The same as an earlier item.");
            }
            else if (schema.Items is { } items)
            {
                Visit(items, item);
            }

            _path.Pop();
        }
    }

    private void VisitText(SchemaNode schema, string text)
    {
        if (schema.Enum is { } allowed && !allowed.Contains(text))
        {
            Add("not-in-list", $"Must be one of {string.Join(", ", allowed)}.");
        }
        else if (text.Length < schema.MinLength)
        {
            Add("length", $"Must have at least {schema.MinLength} characters.");
        }
        else if (text.Length > schema.MaxLength)
        {
            Add("length", $"Must have at most {schema.MaxLength} characters.");
        }
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            Add("format", $"Must be {schema.Expected}.");
        }
        else if (schema.Format is { } format && !format.Accepts(text, latestDay))
        {
            Add("format", $"Must be {format.Expected}.");
        }
    }

    private void VisitNumber(SchemaNode schema, JsonElement value)
    {
        // A number that no decimal holds is beyond any bound; without bounds it is refused as well, since no rule could use it.
        if (!value.TryGetDecimal(out var number))
        {
            Add("range", "Must be a number of at most 28 digits.");
        }
        else if (number < schema.Minimum)
        {
            Add("range", $"Must be at least {Text(schema.Minimum)}.");
        }
        else if (number > schema.Maximum)
        {
            Add("range", $"Must be at most {Text(schema.Maximum)}.");
        }
    }

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void Add(string code, string detail) => _errors.Add(new(Place(), code, detail));

    private string Place() => _path.Reverse().Aggregate(_start, (pointer, segment) =>
        segment.Name is { } name ? JsonPointer.Append(pointer, name) : JsonPointer.Append(pointer, segment.Index));
}
