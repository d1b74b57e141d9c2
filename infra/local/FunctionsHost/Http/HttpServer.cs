using Integration.Local.FunctionsHost.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>The web server that faces callers. It starts when functions can answer, and not before.</summary>
internal sealed class HttpServer(
    ListeningSocket socket, HttpAnswers answers, IEnumerable<IHttpEndpoints> others, HttpLimits limits, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private readonly IHttpEndpoints[] _others = [.. others];
    private WebApplication? _application;

    public async Task StartAsync(IReadOnlyList<HttpFunction> functions, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.MostBodyBytes;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(socket.EndPoint);
        });
        builder.Services.AddRouting();
        builder.Services.AddProblemDetails();
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = socket.Take);
        _application = builder.Build();
        Map(_application, functions);
        await _application.StartAsync(cancellation);
    }

    /// <summary>Takes no more requests, and lets those under way end; breaks them off at the cancellation.</summary>
    public Task StopAsync(CancellationToken cancellation) => _application?.StopAsync(cancellation) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Map(WebApplication application, IReadOnlyList<HttpFunction> functions)
    {
        application.Use(ExplainUnmatchedAsync);
        application.UseRouting();
        foreach (var function in functions)
        {
            RequestDelegate answer = http => answers.AnswerAsync(function, http);
            var endpoint = function.Route.Methods.Count == 0
                ? application.Map(function.Route.Pattern, answer)
                : application.MapMethods(function.Route.Pattern.RawText!, function.Route.Methods, answer);
            endpoint.WithMetadata(function).WithDisplayName(function.Function.Name);
        }

        Array.ForEach(_others, other => other.Map(application));
        application.UseEndpoints(_ => { });
    }

    private static async Task ExplainUnmatchedAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var status = http.Response.StatusCode;
        var isFunctions = http.GetEndpoint()?.Metadata.GetMetadata<HttpFunction>() is not null;
        if (status >= StatusCodes.Status400BadRequest && !isFunctions && !http.Response.HasStarted && http.Response.ContentLength is null)
        {
            await Results.Problem(statusCode: status).ExecuteAsync(http);
        }
    }
}
