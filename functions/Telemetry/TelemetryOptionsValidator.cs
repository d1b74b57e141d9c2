using Microsoft.Extensions.Options;

namespace Integration.Functions.Telemetry;

/// <summary>Says of a setting of telemetry what is wrong with it. Never repeats a value.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    private const string Authorization = "Authorization";
    private const string ClientId = "ClientId";

    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var failures = new List<string>();
        if (options.ConnectionString is { } connection && !connection.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add(
                $"{TelemetryOptions.ConnectionStringSetting} must be a connection string of Application Insights: "
                + "it has no InstrumentationKey.");
        }

        if (options.AuthenticationString is not null && !IsOfAnIdentity(options.Authentication))
        {
            failures.Add(
                $"{TelemetryOptions.AuthenticationStringSetting} must be Authorization=AAD, "
                + "or ClientId=<client id of the identity>;Authorization=AAD.");
        }

        if (options.Collector is { } collector && !IsHttp(collector))
        {
            failures.Add($"{TelemetryOptions.CollectorSetting} must be an http or https address, as http://localhost:4317.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsHttp(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsOfAnIdentity(IReadOnlyDictionary<string, string> parts) =>
        parts.GetValueOrDefault(Authorization) == "AAD"
        && !parts.Keys.Except([Authorization, ClientId], StringComparer.OrdinalIgnoreCase).Any()
        && (!parts.TryGetValue(ClientId, out var client) || Guid.TryParse(client, out _));
}
