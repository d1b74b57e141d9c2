using Integration.Local.AppHost.Running;
using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Tests;

/// <summary>Stands where the functions are, and listens as they would.</summary>
internal sealed class StubFunctions : IRunningFunctions
{
    private readonly WebApplication _application;

    private StubFunctions(WebApplication application) => _application = application;

    public Uri Address => new UriBuilder(_application.Urls.First()) { Host = "localhost" }.Uri;

    public Task<string> Broken { get; } = new TaskCompletionSource<string>().Task;

    /// <summary>Shows what it was told.</summary>
    public static Task<IRunningFunctions> StartAsync(FunctionsOrder order, CancellationToken cancellation)
    {
        var application = Create(order);
        application.MapGet("/settings/{name}", (string name) => Results.Text(order.Settings[name]));
        application.MapGet("/data-directory", () => Results.Text(order.DataDirectory));
        return RunAsync(application, cancellation);
    }

    /// <summary>Takes every application for the same case, which stays as it is.</summary>
    public static FunctionsStart With(CaseView view) => (order, cancellation) =>
    {
        var application = Create(order);
        application.MapPost("/api/services/{service}/cases", () => Results.Json(new { id = view.Id }, CaseJson.Options, statusCode: 202));
        application.MapGet("/api/cases/{id}", () => Results.Json(view, CaseJson.Options));
        return RunAsync(application, cancellation);
    };

    /// <summary>Takes no application.</summary>
    public static Task<IRunningFunctions> Refusing(FunctionsOrder order, CancellationToken cancellation)
    {
        var application = Create(order);
        application.MapPost("/api/services/{service}/cases", () => Results.Problem("No applications today.", statusCode: 422));
        return RunAsync(application, cancellation);
    }

    public Task StopAsync(TimeSpan limit) => ((IHost)_application).StopAsync(limit);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static WebApplication Create(FunctionsOrder order)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{order.HttpPort}");
        return builder.Build();
    }

    private static async Task<IRunningFunctions> RunAsync(WebApplication application, CancellationToken cancellation)
    {
        await application.StartAsync(cancellation);
        return new StubFunctions(application);
    }
}
