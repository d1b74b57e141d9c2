using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Security;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>The one connection of a client: opened when first needed, and anew after it was lost.</summary>
internal sealed class ConnectionKeeper(BrokerEndpoint endpoint, ConnectionSettings settings, ITokenSource tokens, TimeProvider time)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AmqpConnection? _current;
    private volatile bool _disposed;

    public BrokerEndpoint Endpoint { get; } = endpoint;

    public async Task<AmqpConnection> GetAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _current) is { IsClosed: false } open)
        {
            return open;
        }

        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Azure.Messaging.ServiceBus.ServiceBusClient));
            if (_current is not { IsClosed: false })
            {
                _current = await AmqpConnection.OpenAsync(Endpoint, settings, tokens, time, ct).ConfigureAwait(false);
            }

            return _current;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            _disposed = true;
            if (_current is { IsClosed: false } open)
            {
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
