using System.Text.Json;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads one file of a pack and holds it against its published schema.</summary>
internal static class PackReader
{
    private const string SchemaProperty = "$schema";

    /// <summary>Reads a file; what is wrong with it goes to <paramref name="errors"/>.</summary>
    public static PackFile? Read(string path, ReadOnlyMemory<byte> content, ICollection<CatalogueError> errors)
    {
        try
        {
            var root = JsonText.Parse(content.Span, out var repeated);
            foreach (var pointer in repeated)
            {
                errors.Add(new(path, pointer, "The property is given more than once.", "Keep one of them."));
            }

            return root is { } read ? Validate(path, read, errors) : null;
        }
        catch (JsonException error)
        {
            errors.Add(new(path, "", $"The file is not JSON: {error.Message}", "Write JSON without comments and trailing commas."));
            return null;
        }
    }

    private static PackFile Validate(string path, JsonElement root, ICollection<CatalogueError> errors)
    {
        var reference = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(SchemaProperty, out var schema)
            && schema.ValueKind == JsonValueKind.String ? schema.GetString() ?? "" : "";
        if (reference.Contains("json-schema.org", StringComparison.Ordinal))
        {
            return new PackFile(path, null, root, true);
        }

        if (PackSchemas.KindOf(reference) is not { } kind)
        {
            var known = string.Join(", ", PackSchemas.Kinds.Select(name => name + ".schema.json"));
            errors.Add(new(path, "/" + SchemaProperty, "The file does not say what it is.", $"Refer to one of {known}."));
            return new PackFile(path, "", root, false);
        }

        var found = PackSchemas.Of(kind).Check(root, DateOnly.MaxValue);
        foreach (var error in found)
        {
            errors.Add(new(path, error.Pointer, Problem(error), error.Detail));
        }

        return new PackFile(path, kind, root, found.Count == 0);
    }

    private static string Problem(FieldError error) => error.Code switch
    {
        "required" => "A property is missing.",
        "unknown-property" => "The property is not known.",
        _ => $"The value is not allowed ({error.Code}).",
    };
}
