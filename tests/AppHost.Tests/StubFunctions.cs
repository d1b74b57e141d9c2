using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.AppHost.Tests;

/// <summary>Stands where the functions are: listens as they would, and shows the settings that it was given.</summary>
internal static class StubFunctions
{
    public static IHost Build(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["Local:HttpPort"]}");
        var application = builder.Build();
        application.MapGet("/settings/{key}", (string key, IConfiguration configuration) => Results.Text(configuration[key]));
        return application;
    }
}
