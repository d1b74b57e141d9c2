using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Failures;
using Integration.Local.ServiceBus.Security;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>The one connection of a client: opened when first needed, and anew after it was lost.</summary>
internal sealed class ConnectionKeeper(BrokerEndpoint endpoint, ConnectionSettings settings, ITokenSource tokens, TimeProvider time)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private AmqpConnection? _current;

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
            ThrowIfClosing();
            if (_current is not { IsClosed: false })
            {
                _current = await OpenAsync(ct).ConfigureAwait(false);
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
        await _closing.CancelAsync().ConfigureAwait(false);
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
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

    private async Task<AmqpConnection> OpenAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        try
        {
            return await AmqpConnection.OpenAsync(Endpoint, settings, tokens, time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            ThrowIfClosing();
            throw;
        }
    }

    private void ThrowIfClosing()
    {
        if (_closing.IsCancellationRequested)
        {
            throw new ClosedException(typeof(ServiceBusClient));
        }
    }
}
