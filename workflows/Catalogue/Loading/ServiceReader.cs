using System.Collections.Concurrent;
using System.Text.Json;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads an integrated service and the application schema beside it.</summary>
internal sealed class ServiceReader(IReadOnlyDictionary<string, PackFile> applicationSchemas, ConcurrentBag<CatalogueError> errors)
{
    /// <summary>The service, or null when its application schema can't be used.</summary>
    public Located<IntegratedService>? Read(PackFile file)
    {
        var written = file.Root.Deserialize(CatalogueJson.Default.ServiceFile)!;
        var path = file.Path[..(file.Path.LastIndexOf('/') + 1)] + written.Application;
        if (!applicationSchemas.TryGetValue(path, out var schemaFile))
        {
            errors.Add(
                new(file.Path, "/application", $"There is no JSON Schema '{path}'.", "Put the application's schema beside the service."));
            return null;
        }

        return ReadSchema(schemaFile) is { } schema ? new(ToService(written, schema), file.Path, "", file.Root) : null;
    }

    private static IntegratedService ToService(ServiceFile file, DocumentSchema schema) =>
        new(file.Id, file.Jurisdiction, file.Name, file.Intake, file.Plan, file.Categories)
        {
            Description = file.Description,
            Person = file.Person,
            StartedBy = file.StartedBy ?? [],
            Checks = file.Checks ?? [],
            ApplicationSchema = schema,
        };

    private DocumentSchema? ReadSchema(PackFile file)
    {
        var schema = DocumentSchema.Parse(file.Root, out var problems);
        foreach (var problem in problems)
        {
            errors.Add(new(file.Path, problem.Pointer, "The schema can't be used.", problem.Detail));
        }

        return schema;
    }
}
