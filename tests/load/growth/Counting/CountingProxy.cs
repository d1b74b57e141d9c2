using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Integration.Load.Growth.Counting;

/// <summary>Stands in front of one service, passes everything on as it is, and keeps what passed.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length"];

    private readonly string _service;
    private readonly HttpClient _target;
    private readonly WebApplication _application;

    private CountingProxy(string service, Uri target, WebApplication application)
    {
        (_service, _application) = (service, application);
        _target = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = target };
    }

    /// <summary>What passed, in order of the answers.</summary>
    public ConcurrentQueue<PassedRequest> Passed { get; } = new();

    public Uri Address => new(_application.Urls.Single());

    /// <param name="service">blob, queue, table, or http for the application itself.</param>
    /// <param name="target">The service that it stands in front of.</param>
    public static async Task<CountingProxy> StartAsync(string service, Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var proxy = new CountingProxy(service, target, application);
        application.Run(proxy.PassOnAsync);
        await application.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _target.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request.Body);
        // As it was written: a signature, or the receipt of a queue's message, does not survive being decoded.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                request.Content.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        using var response = await _target.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        var headers = response.Headers.Concat(response.Content.Headers);
        foreach (var (name, values) in headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        Passed.Enqueue(PassedRequests.Read(
            _service, context.Request.Method, context.Request.Path, Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(answer)));
        if (answer.Length > 0)
        {
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
