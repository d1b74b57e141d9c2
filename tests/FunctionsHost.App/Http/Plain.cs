using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Integration.Local.FunctionsHost.App.Http;

/// <summary>Functions on the worker's own request and response, which go through the host's stream.</summary>
public sealed class Plain
{
    [Function("PlainGreet")]
    public async Task<HttpResponseData> Greet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "plain/greetings/{name}")] HttpRequestData request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = await request.ReadAsStringAsync();
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("x-method", request.Method);
        response.Headers.Add("x-query", request.Query["q"] ?? string.Empty);
        response.Headers.Add("x-from", request.Headers.TryGetValues("x-to", out var values) ? string.Join('|', values) : string.Empty);
        await response.WriteStringAsync($"Hello {name}{body}");
        return response;
    }

    [Function("PlainFail")]
    public HttpResponseData Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain/fail")] HttpRequestData request) =>
        throw new InvalidOperationException("the secret of the house");

    [Function("PlainBig")]
    public async Task<HttpResponseData> Big(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain/big/{megabytes:int}")] HttpRequestData request, int megabytes)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.Body.WriteAsync(new byte[megabytes * 1024 * 1024]);
        return response;
    }
}
