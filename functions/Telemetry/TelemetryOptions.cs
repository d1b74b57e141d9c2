using Microsoft.Extensions.Configuration;

namespace Integration.Functions.Telemetry;

/// <summary>
/// Where traces, metrics and logs are exported to; by default nowhere. The settings have the names that Azure and OpenTelemetry give them.
/// </summary>
internal sealed class TelemetryOptions
{
    public const string ConnectionStringSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationStringSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The connection string of an Application Insights resource. No default.</summary>
    public string? ConnectionString { get; private set; }

    /// <summary>
    /// <c>Authorization=AAD</c>, with <c>ClientId=…;</c> before it for a user-assigned identity: telemetry is sent with a managed identity.
    /// Default is the key in the connection string.
    /// </summary>
    public string? AuthenticationString { get; private set; }

    /// <summary>The address of an OpenTelemetry collector (OTLP). No default.</summary>
    public string? Collector { get; private set; }

    /// <summary>Whether anything is exported.</summary>
    public bool IsOn => ConnectionString is not null || Collector is not null;

    /// <summary>The parts of the authentication string, by their names.</summary>
    public IReadOnlyDictionary<string, string> Authentication => (AuthenticationString ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
        .GroupBy(part => part[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(part => part.Key, part => part.First().ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them. What is empty counts as not set.</summary>
    public void Read(IConfiguration configuration)
    {
        ConnectionString = Text(ConnectionStringSetting);
        AuthenticationString = Text(AuthenticationStringSetting);
        Collector = Text(CollectorSetting);

        string? Text(string name) => configuration[name] is { Length: > 0 } value ? value : null;
    }
}
