using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>One client for each connection, however many functions use them.</summary>
internal sealed class ServiceBusClients(ServiceBusSettings settings) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ServiceBusConnection, Lazy<ServiceBusClient>> _clients = [];

    public ServiceBusClient For(ServiceBusConnection connection) => _clients.GetOrAdd(
        connection, static (key, options) => new Lazy<ServiceBusClient>(() => key.Connect(options)), settings.Client).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.Value.DisposeAsync();
        }
    }
}
