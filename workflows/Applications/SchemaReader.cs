using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>Reads a JSON Schema document into nodes; what it does not know is a problem with a place.</summary>
internal sealed class SchemaReader(JsonElement document)
{
    private const string Definitions = "#/definitions/";

    private static readonly string[] Types = ["object", "array", "string", "boolean", "integer", "number", "null"];

    private readonly Dictionary<string, SchemaNode> _definitions = new(StringComparer.Ordinal);
    private readonly List<FieldError> _problems = [];

    /// <summary>What is wrong with the schema.</summary>
    public IReadOnlyList<FieldError> Problems => _problems;

    /// <summary>Reads the whole document.</summary>
    public SchemaNode Read() => Read(document, "");

    private SchemaNode Read(JsonElement schema, string pointer)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return Problem(pointer, "A schema is an object here.");
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Resolve(reference, JsonPointer.Append(pointer, "$ref"));
        }

        var node = new SchemaNode();
        Fill(node, schema, pointer);
        return node;
    }

    private void Fill(SchemaNode node, JsonElement schema, string pointer)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var at = JsonPointer.Append(pointer, keyword.Name);
            try
            {
                if (!ReadKeyword(node, keyword.Name, keyword.Value, at))
                {
                    Problem(at, "The keyword is not known here, so it would not be checked; leave it out.");
                }
            }
            catch (NotSupportedException)
            {
                Problem(at, "The pattern looks around or back; write one without.");
            }
            catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException)
            {
                Problem(at, $"The keyword has no usable value: {error.Message}");
            }
        }

        if (node is { Pattern: not null, Expected: null })
        {
            Problem(JsonPointer.Append(pointer, "pattern"), "Say in x-expected, in words, what the pattern accepts.");
        }
    }

    private bool ReadKeyword(SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "title" or "description" or "definitions" or "default" or "examples":
                return true;
            case "x-expected":
                node.Expected = value.GetString();
                return true;
            case "type":
                node.Types = ReadTypes(value, pointer);
                return true;
            case "properties" or "patternProperties" or "additionalProperties" or "required" or "minProperties":
                ReadObjectKeyword(node, keyword, value, pointer);
                return true;
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                ReadArrayKeyword(node, keyword, value, pointer);
                return true;
            case "enum" or "format" or "pattern" or "minLength" or "maxLength":
                ReadTextKeyword(node, keyword, value, pointer);
                return true;
            case "minimum":
                node.Minimum = value.GetDecimal();
                return true;
            case "maximum":
                node.Maximum = value.GetDecimal();
                return true;
            default:
                return false;
        }
    }

    private void ReadObjectKeyword(SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "properties":
                foreach (var property in value.EnumerateObject())
                {
                    node.Properties[property.Name] = Read(property.Value, JsonPointer.Append(pointer, property.Name));
                }

                break;
            case "patternProperties":
                node.PatternProperties.AddRange(value.EnumerateObject()
                    .Select(property => (Compile(property.Name), Read(property.Value, JsonPointer.Append(pointer, property.Name)))));
                break;
            case "additionalProperties":
                node.AdditionalProperties = value.ValueKind switch
                {
                    JsonValueKind.False => null,
                    JsonValueKind.True => SchemaNode.Anything,
                    _ => Read(value, pointer),
                };
                break;
            case "required":
                node.Required = Texts(value);
                break;
            default:
                node.MinProperties = value.GetInt32();
                break;
        }
    }

    private void ReadArrayKeyword(SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "items":
                node.Items = Read(value, pointer);
                break;
            case "minItems":
                node.MinItems = value.GetInt32();
                break;
            case "maxItems":
                node.MaxItems = value.GetInt32();
                break;
            default:
                node.UniqueItems = value.GetBoolean();
                break;
        }
    }

    private void ReadTextKeyword(SchemaNode node, string keyword, JsonElement value, string pointer)
    {
        switch (keyword)
        {
            case "enum":
                node.Enum = Texts(value);
                break;
            case "pattern":
                node.Pattern = Compile(value.GetString() ?? "");
                break;
            case "minLength":
                node.MinLength = value.GetInt32();
                break;
            case "maxLength":
                node.MaxLength = value.GetInt32();
                break;
            default:
                node.Format = TextFormats.All.GetValueOrDefault(value.GetString() ?? "");
                if (node.Format is null)
                {
                    Problem(pointer, $"The format is not known; known are {string.Join(", ", TextFormats.All.Keys)}.");
                }

                break;
        }
    }

    private List<string> ReadTypes(JsonElement value, string pointer)
    {
        var types = value.ValueKind == JsonValueKind.Array ? Texts(value) : [value.GetString() ?? ""];
        if (types.Exists(type => !Types.Contains(type)))
        {
            Problem(pointer, $"The type is not known; known are {string.Join(", ", Types)}.");
        }

        return types;
    }

    private SchemaNode Resolve(JsonElement reference, string pointer)
    {
        var target = reference.ValueKind == JsonValueKind.String ? reference.GetString() ?? "" : "";
        if (!target.StartsWith(Definitions, StringComparison.Ordinal))
        {
            return Problem(pointer, $"The reference leaves the file; refer to {Definitions} of the same file.");
        }

        var name = target[Definitions.Length..];
        if (_definitions.TryGetValue(name, out var known))
        {
            return known;
        }

        if (JsonPointer.Find(document, JsonPointer.Append("/definitions", name)) is not { ValueKind: JsonValueKind.Object } definition)
        {
            return Problem(pointer, $"There is no definition '{name}'.");
        }

        // Known before it is filled: a definition may refer to itself.
        var node = _definitions[name] = new SchemaNode();
        Fill(node, definition, JsonPointer.Append("/definitions", name));
        return node;
    }

    // In JSON Schema a $ means the very end; in .NET it would let a line feed pass. Without backtracking the time that a match takes grows
    // with the text alone: a limit by the clock would refuse good texts whenever the machine is busy.
    private static Regex Compile(string pattern) => new(
        pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern,
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static List<string> Texts(JsonElement value) => [.. value.EnumerateArray().Select(item => item.GetString() ?? "")];

    private SchemaNode Problem(string pointer, string detail)
    {
        _problems.Add(new(pointer, "schema", detail));
        return SchemaNode.Anything;
    }
}
