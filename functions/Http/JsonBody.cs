using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Http;

/// <summary>A request's body of JSON. None is larger than an application may be.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body, or says why it is not read.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, IActionResult? Unreadable)> ReadAsync(
        HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return (default, Problems.Of(415, "The body must be JSON.", "Send Content-Type: application/json."));
        }

        if (request.ContentLength > ApplicationValidator.MaximumSize)
        {
            return (default, TooLarge());
        }

        var buffer = new byte[ApplicationValidator.MaximumSize + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > ApplicationValidator.MaximumSize ? (default, TooLarge()) : (buffer.AsMemory(0, length), null);
    }

    private static ObjectResult TooLarge() =>
        Problems.Of(413, "The body is too large.", $"At most {ApplicationValidator.MaximumSize} bytes are taken.");
}
