using System.Collections.Concurrent;
using System.Text.Json;
using Integration.Workflows.Applications;
using Newtonsoft.Json;
using NJsonSchema;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads an integrated service and the application schema beside it.</summary>
internal sealed class ServiceReader(IReadOnlyDictionary<string, PackFile> applicationSchemas, ConcurrentBag<CatalogueError> errors)
{
    private static readonly HashSet<string> Formats = TextFormats.All(TimeProvider.System).Select(format => format.Format).ToHashSet();

    /// <summary>The service, or null when its application schema can't be used.</summary>
    public Located<IntegratedService>? Read(PackFile file)
    {
        var written = file.Root.Deserialize(CatalogueJson.Default.ServiceFile)!;
        var path = file.Path[..(file.Path.LastIndexOf('/') + 1)] + written.Application;
        if (!applicationSchemas.TryGetValue(path, out var schemaFile))
        {
            errors.Add(new(file.Path, "/application", $"There is no JSON Schema '{path}'.", "Put the application's schema beside the service."));
            return null;
        }

        return ReadSchema(schemaFile) is { } schema ? new(ToService(written, schema), file.Path, "") : null;
    }

    private static IntegratedService ToService(ServiceFile file, JsonSchema schema) =>
        new(file.Id, file.Jurisdiction, file.Name, file.Intake, file.Plan, file.Categories)
        {
            Description = file.Description,
            Checks = file.Checks ?? [],
            ApplicationSchema = schema,
        };

    private JsonSchema? ReadSchema(PackFile file)
    {
        var unknown = Strings(file.Root, "format", "").Where(format => !Formats.Contains(format.Value)).ToList();
        foreach (var (pointer, _) in unknown)
        {
            errors.Add(new(file.Path, pointer, "The format is not known here.", $"Use one of {string.Join(", ", Formats)}."));
        }

        var outside = Strings(file.Root, "$ref", "").Where(reference => !reference.Value.StartsWith('#')).ToList();
        foreach (var (pointer, _) in outside)
        {
            errors.Add(new(file.Path, pointer, "The reference leaves the file.", "Refer to #/definitions of the same file."));
        }

        try
        {
            return outside.Count + unknown.Count > 0 ? null : PackSchemas.Parse(file.Root.GetRawText());
        }
        catch (Exception error) when (error is JsonReaderException or JsonSerializationException or InvalidOperationException)
        {
            errors.Add(new(file.Path, "", $"The file is not a JSON Schema: {error.Message}", "Write JSON Schema draft 7 without if, then and const."));
            return null;
        }
    }

    private static IEnumerable<(string Pointer, string Value)> Strings(JsonElement at, string name, string pointer) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(member =>
            member.Name == name && member.Value.ValueKind == JsonValueKind.String
                ? [(JsonPointer.Append(pointer, name), member.Value.GetString() ?? "")]
                : Strings(member.Value, name, JsonPointer.Append(pointer, member.Name))),
        JsonValueKind.Array => at.EnumerateArray().Index().SelectMany(item => Strings(item.Item, name, JsonPointer.Append(pointer, item.Index))),
        _ => [],
    };
}
