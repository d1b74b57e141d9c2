using Microsoft.Extensions.Options;

namespace Integration.Functions.Connections;

/// <summary>Says of a connection what is missing, misspelt or contradictory. Never repeats a value: one may be a secret.</summary>
internal sealed class ConnectionOptionsValidator : IValidateOptions<ConnectionOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectionOptions options) => name switch
    {
        BusConnection.Setting => Validate(name, BusConnection.Address, options, "a host name, as name.servicebus.windows.net", IsHostName),
        StoreConnection.Setting => Validate(name, StoreConnection.Address, options, "an https address", IsHttps),
        _ => ValidateOptionsResult.Skip,
    };

    private static ValidateOptionsResult Validate(
        string name, string address, ConnectionOptions options, string form, Func<string, bool> isAddress)
    {
        var identity = $"{name}__{address}";
        var failures = options.Unknown
            .Select(unknown =>
                $"{name}__{unknown} is not known: below {name} are {string.Join(", ", ConnectionOptions.NamesBelow(address))}.")
            .ToList();
        if (options is { ConnectionString: null, Address: null })
        {
            failures.Add($"Set {name} (a connection string) or {identity}.");
        }
        else if (options is { ConnectionString: not null, Address: not null })
        {
            failures.Add($"{name} (a connection string) and {identity} contradict each other: set one of the two.");
        }
        else if (options is { ConnectionString: not null } and ({ Credential: not null } or { ClientId: not null }))
        {
            failures.Add($"{name} is a connection string, which takes no identity: leave out {name}__credential and {name}__clientId.");
        }
        else if (options.Address is { } given && !isAddress(given))
        {
            failures.Add($"{identity} must be {form}.");
        }

        if (options.Credential is { } credential && !credential.Equals("managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"{name}__credential must be managedidentity, or be left out.");
        }

        if (options.ClientId is { } client && (options.Credential is null || !Guid.TryParse(client, out _)))
        {
            failures.Add($"{name}__clientId must be a managed identity's client id (a GUID) and needs {name}__credential=managedidentity.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsHostName(string address) => Uri.CheckHostName(address) == UriHostNameType.Dns;

    private static bool IsHttps(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
