using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>Reads a request's JSON body.</summary>
internal sealed class RequestBody(JsonSerializerOptions options)
{
    /// <exception cref="BadHttpRequestException">The body is no JSON, or not that of <paramref name="type"/>.</exception>
    public async ValueTask<object?> ReadAsync(HttpRequest request, Type type, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                "The body must be JSON (Content-Type: application/json).", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, options, cancellationToken);
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException("The body is not the JSON that is expected here.", error);
        }
    }
}
