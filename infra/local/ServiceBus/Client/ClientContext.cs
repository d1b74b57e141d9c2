using Integration.Local.ServiceBus.Amqp;
using Integration.Local.ServiceBus.Retries;

namespace Integration.Local.ServiceBus.Client;

/// <summary>What a client's senders, receivers and processors share.</summary>
internal sealed record ClientContext(ConnectionKeeper Connections, Retrier Retrier, TimeProvider Time, string? OnlyEntity)
{
    public string FullyQualifiedNamespace => Connections.Endpoint.Namespace;

    /// <exception cref="ArgumentException">The connection string is for another entity.</exception>
    public string Entity(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return OnlyEntity is null || path.Split('/')[0].Equals(OnlyEntity, StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new ArgumentException(
                $"the connection string is for '{OnlyEntity}', not for '{path}': use the one, or a connection string without EntityPath");
    }

    public static string NewIdentifier(string entityPath) => $"{entityPath}-{Guid.NewGuid()}";
}
