using System.Security.Cryptography;
using System.Text;
using Integration.Local.FunctionsHost.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.WebJobs;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>The management API of Durable Functions, for who knows its key.</summary>
internal sealed class DurableEndpoints(DurableHost durable, DurableKey key) : IHttpEndpoints
{
    private const string KeyHeader = "x-functions-key";

    public void Map(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Map($"{DurableWebhook.Path}/{{**path}}", AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (durable.Extension is not IAsyncConverter<HttpRequestMessage, HttpResponseMessage> extension)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!IsKnown(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var request = Read(http.Request);
        using var response = await extension.ConvertAsync(request, http.RequestAborted);
        await WriteAsync(response, http);
    }

    private bool IsKnown(HttpRequest request)
    {
        var given = request.Query["code"].FirstOrDefault() ?? request.Headers[KeyHeader].FirstOrDefault() ?? string.Empty;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key.Value));
    }

    private static HttpRequestMessage Read(HttpRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.GetEncodedUrl())
        {
            Content = new StreamContent(request.Body),
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return message;
    }

    private static async Task WriteAsync(HttpResponseMessage response, HttpContext http)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        http.Response.Headers.Remove("transfer-encoding");
        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
