using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>One client for each connection, however many functions use it.</summary>
internal sealed class ServiceBusClients : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ServiceBusConnection, Lazy<ServiceBusClient>> _clients = [];

    public ServiceBusClient For(ServiceBusConnection connection) =>
        _clients.GetOrAdd(connection, static key => new Lazy<ServiceBusClient>(key.Connect)).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.Value.DisposeAsync();
        }
    }
}
