using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace Integration.Functions.Telemetry;

/// <summary>Telemetry by OpenTelemetry: to Azure Monitor, to a collector, to both, or, as long as no setting says so, not at all.</summary>
internal static class TelemetryServices
{
    // Of the Azure clients and of Durable Functions. They name cases and entities, and never show what is in a message or a row.
    private static readonly string[] _sources = ["Azure.*", "Microsoft.DurableTask"];

    /// <summary>Adds what the settings ask for, which are checked at start.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var validator = new TelemetryOptionsValidator();
        services.AddSingleton<IValidateOptions<TelemetryOptions>>(validator);
        services.AddOptions<TelemetryOptions>().Configure<IConfiguration>((read, settings) => read.Read(settings)).ValidateOnStart();

        var options = new TelemetryOptions();
        options.Read(configuration);
        if (options.IsOn && validator.Validate(null, options).Succeeded)
        {
            AddExporters(services, options);
        }

        return services;
    }

    // A method of its own: without it, none of OpenTelemetry is loaded.
    private static void AddExporters(IServiceCollection services, TelemetryOptions options)
    {
        var telemetry = services.AddOpenTelemetry().UseFunctionsWorkerDefaults().WithTracing(tracing => tracing.AddSource(_sources));
        if (options.ConnectionString is { } connection)
        {
            telemetry.UseAzureMonitorExporter(monitor =>
            {
                monitor.ConnectionString = connection;
                monitor.Credential = options.AuthenticationString is null ? null : new ManagedIdentityCredential(IdentityOf(options));
            });
        }

        if (options.Collector is not null)
        {
            telemetry.UseOtlpExporter();
        }
    }

    private static ManagedIdentityId IdentityOf(TelemetryOptions options) => options.Authentication.TryGetValue("ClientId", out var client)
        ? ManagedIdentityId.FromUserAssignedClientId(client)
        : ManagedIdentityId.SystemAssigned;
}
