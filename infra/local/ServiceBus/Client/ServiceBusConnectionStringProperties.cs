namespace Azure.Messaging.ServiceBus;

/// <summary>The parts of a connection string.</summary>
public class ServiceBusConnectionStringProperties
{
    private const string Example = "'Endpoint=sb://<namespace>/;SharedAccessKeyName=<name>;SharedAccessKey=<key>'";

    /// <summary>The endpoint, such as <c>sb://contoso.servicebus.windows.net/</c>.</summary>
    public Uri? Endpoint { get; internal init; }

    /// <summary>The host of the endpoint.</summary>
    public string FullyQualifiedNamespace => Endpoint?.Host ?? "";

    /// <summary>The one entity that the string is for, if it names one.</summary>
    public string? EntityPath { get; internal init; }

    /// <summary>The name of the shared access key.</summary>
    public string? SharedAccessKeyName { get; internal init; }

    /// <summary>The shared access key.</summary>
    public string? SharedAccessKey { get; internal init; }

    /// <summary>A token that was signed elsewhere, instead of a key.</summary>
    public string? SharedAccessSignature { get; internal init; }

    internal bool UseDevelopmentEmulator { get; init; }

    /// <summary>Reads a connection string. Names are taken without regard to case, unknown ones are passed over.</summary>
    /// <exception cref="ArgumentException">The string is empty.</exception>
    /// <exception cref="FormatException">The string is not one of <c>name=value</c> pairs, or a value is not what it should be.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var parts = connectionString
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Pair)
            .ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        return new ServiceBusConnectionStringProperties
        {
            Endpoint = parts["Endpoint"].LastOrDefault() is { } endpoint ? ReadEndpoint(endpoint) : null,
            EntityPath = parts["EntityPath"].LastOrDefault(),
            SharedAccessKeyName = parts["SharedAccessKeyName"].LastOrDefault(),
            SharedAccessKey = parts["SharedAccessKey"].LastOrDefault(),
            SharedAccessSignature = parts["SharedAccessSignature"].LastOrDefault(),
            UseDevelopmentEmulator = parts["UseDevelopmentEmulator"].LastOrDefault() is { } emulator && ReadFlag(emulator),
        };
    }

    private static (string Name, string Value) Pair(string part)
    {
        var split = part.IndexOf('=', StringComparison.Ordinal);
        return split > 0 && split < part.Length - 1
            ? (part[..split].Trim(), part[(split + 1)..].Trim())
            // The part itself may be a key, and is not told.
            : throw new FormatException($"the connection string has a part that is not 'name=value': it should look like {Example}");
    }

    private static Uri ReadEndpoint(string value) =>
        Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : "sb://" + value, UriKind.Absolute, out var uri)
            && uri.Host.Length > 0
            ? new UriBuilder("sb", uri.Host, uri.Port).Uri
            : throw new FormatException($"the connection string's Endpoint '{value}' is not an address: it should look like {Example}");

    private static bool ReadFlag(string value) => bool.TryParse(value, out var flag)
        ? flag
        : throw new FormatException($"the connection string's UseDevelopmentEmulator is '{value}': it should be true or false");
}
