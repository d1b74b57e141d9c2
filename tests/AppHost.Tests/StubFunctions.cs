using Integration.Workflows.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Tests;

/// <summary>Stands where the functions are, and listens as they would.</summary>
internal static class StubFunctions
{
    /// <summary>Shows the settings that it was given.</summary>
    public static IHost Build(string[] settings)
    {
        var application = Create(settings);
        application.MapGet("/settings/{key}", (string key, IConfiguration configuration) => Results.Text(configuration[key]));
        return application;
    }

    /// <summary>Takes every application for the same case, which stays as it is.</summary>
    public static Func<string[], IHost> With(CaseView view) => settings =>
    {
        var application = Create(settings);
        application.MapPost("/api/services/{service}/cases", () => Results.Json(new { id = view.Id }, CaseJson.Options, statusCode: 202));
        application.MapGet("/api/cases/{id}", () => Results.Json(view, CaseJson.Options));
        return application;
    };

    /// <summary>Takes no application.</summary>
    public static IHost Refusing(string[] settings)
    {
        var application = Create(settings);
        application.MapPost("/api/services/{service}/cases", () => Results.Problem("No applications today.", statusCode: 422));
        return application;
    }

    private static WebApplication Create(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["Local:HttpPort"]}");
        return builder.Build();
    }
}
