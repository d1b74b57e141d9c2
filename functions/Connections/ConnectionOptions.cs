using Microsoft.Extensions.Configuration;

namespace Integration.Functions.Connections;

/// <summary>How a service is reached: with a connection string, or at an address with an identity. One of the two is needed.</summary>
internal sealed class ConnectionOptions
{
    private const string CredentialName = "credential";
    private const string ClientIdName = "clientId";

    /// <summary>The setting of this name itself. No default.</summary>
    public string? ConnectionString { get; private set; }

    /// <summary>Where the service is. No default.</summary>
    public string? Address { get; private set; }

    /// <summary>
    /// <c>managedidentity</c>: the identity of the Azure resource that the application runs on. Default is whatever identity is found, a
    /// developer's too (<c>DefaultAzureCredential</c>).
    /// </summary>
    public string? Credential { get; private set; }

    /// <summary>The client id of a user-assigned managed identity. Default is the resource's own identity.</summary>
    public string? ClientId { get; private set; }

    /// <summary>What else is set below the name: nothing, unless it is misspelt.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>What may be set below a connection's name.</summary>
    public static IReadOnlyList<string> NamesBelow(string address) => [address, CredentialName, ClientIdName];

    /// <summary>Reads a connection. What is empty counts as not set.</summary>
    public void Read(IConfigurationSection section, string address)
    {
        ConnectionString = section.Value is { Length: > 0 } value ? value : null;
        Address = Below(section, address);
        Credential = Below(section, CredentialName);
        ClientId = Below(section, ClientIdName);
        Unknown =
        [
            .. section.GetChildren().Select(child => child.Key).Except(NamesBelow(address), StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string? Below(IConfigurationSection section, string name) => section[name] is { Length: > 0 } value ? value : null;
}
