using Integration.Functions.Security;
using Integration.Workflows.Applications;
using Microsoft.AspNetCore.Mvc;

namespace Integration.Functions.Applications;

/// <summary>A request whose body is an application.</summary>
internal static class ApplicationBody
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

    /// <summary>What is answered to an application that was checked; null when it was accepted.</summary>
    public static IActionResult? RefusalOf(ApplicationCheck check) => check switch
    {
        ApplicationCheck.NotJson wrong => Problems.Of(400, "The body is no JSON document.", wrong.Detail),
        ApplicationCheck.UnknownService unknown => Problems.Of(404, "There is no such service.", $"Known: {string.Join(", ", unknown.KnownServices)}."),
        ApplicationCheck.Invalid invalid => Problems.Of(422, "The application can't be accepted.", "Each field is named in errors.", invalid.Errors),
        _ => null,
    };

    private static ObjectResult TooLarge() =>
        Problems.Of(413, "The body is too large.", $"At most {ApplicationValidator.MaximumSize} bytes are taken.");
}
