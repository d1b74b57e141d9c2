using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Amqp.Transport;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Failures;
using Integration.Local.ServiceBus.Security;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>A connection while it lives. Each link has a session of its own on it; what it may use, its tokens say.</summary>
internal sealed class AmqpConnection : IHandler, IAsyncDisposable
{
    private const int MaxFrameSize = 64 * 1024;
    private const ushort MaxSessions = 5000;
    private static readonly TimeSpan _closePatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Link, ReceiveLink> _receiveLinks = [];
    private readonly CancellationTokenSource _closed = new();
    private Connection _connection = null!;
    private Authorization _authorization = null!;
    private int _draining;

    public bool IsClosed => _closed.IsCancellationRequested;

    public static async Task<AmqpConnection> OpenAsync(
        BrokerEndpoint endpoint, ConnectionSettings settings, ITokenSource tokens, TimeProvider time, CancellationToken ct)
    {
        var opened = new AmqpConnection();
        var address = new Address(endpoint.Host, endpoint.Port, null, null, "/", endpoint.Scheme);
        var connecting = FactoryOf(endpoint, settings, opened.OnCaughtUp).CreateAsync(address, ct, opened);
        try
        {
            opened._connection = await connecting.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            CloseWhenOpen(connecting);
            throw ct.IsCancellationRequested
                ? new OperationCanceledException(ct)
                : new ConnectionLostException($"{endpoint.Host}:{endpoint.Port} closed the connection before it was open");
        }

        opened._connection.AddClosedCallback((_, error) => opened.OnClosed(error));
        opened._authorization = new Authorization(opened, endpoint, tokens, time, opened._closed.Token);
        ClientEvents.Log.ConnectionOpened(endpoint.Host, endpoint.Port);
        return opened;
    }

    public Session CreateSession() => IsClosed ? throw new ConnectionLostException("the connection was lost") : new Session(_connection);

    /// <summary>Makes sure that the connection may use an entity, as long as it lives.</summary>
    public Task AuthorizeAsync(string path, CancellationToken ct) => _authorization.EnsureAsync(path, ct);

    public void Add(ReceiverLink link, ReceiveLink owner) => _receiveLinks[link] = owner;

    public void Remove(ReceiverLink link) => _receiveLinks.TryRemove(link, out _);

    public void BeginDrain() => Interlocked.Increment(ref _draining);

    public void EndDrain() => Interlocked.Decrement(ref _draining);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.CloseAsync(_closePatience).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException or ObjectDisposedException)
        {
            ClientEvents.Log.CloseFailed("connection", exception.Message);
        }

        OnClosed(null);
        await _authorization.DisposeAsync().ConfigureAwait(false);
        _closed.Dispose();
    }

    bool IHandler.CanHandle(EventId id) => id is EventId.DeliveryStateChanged;

    void IHandler.Handle(Event protocolEvent)
    {
        if (protocolEvent.Context is IDelivery delivery && _receiveLinks.TryGetValue(protocolEvent.Link, out var link))
        {
            link.OnAnswer(delivery.Tag, delivery.State);
        }
    }

    private static ConnectionFactory FactoryOf(BrokerEndpoint endpoint, ConnectionSettings settings, Action caughtUp)
    {
        var factory = new ConnectionFactory();
        factory.AMQP.ContainerId = settings.ContainerId;
        factory.AMQP.HostName = endpoint.Namespace;
        factory.AMQP.MaxFrameSize = MaxFrameSize;
        factory.AMQP.MaxSessionsPerConnection = MaxSessions;
        factory.AMQP.IdleTimeout = settings.IdleTimeout == TimeSpan.Zero ? -1 : (int)settings.IdleTimeout.TotalMilliseconds;
        factory.TCP.NoDelay = true;
        factory.SASL.Profile = new CbsSaslProfile(caughtUp);
        if (settings.CertificateValidation is { } validation)
        {
            factory.SSL.RemoteCertificateValidationCallback = validation;
        }

        return factory;
    }

    // Given up on before it was open: nobody else will close it.
    private static void CloseWhenOpen(Task<Connection> connecting) => _ = connecting.ContinueWith(
        async opened => await (await opened.ConfigureAwait(false)).CloseAsync(_closePatience).ConfigureAwait(false),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion,
        TaskScheduler.Default);

    private void OnCaughtUp()
    {
        if (Volatile.Read(ref _draining) > 0)
        {
            foreach (var link in _receiveLinks.Values)
            {
                link.OnCaughtUp();
            }
        }
    }

    private void OnClosed(Error? error)
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        ClientEvents.Log.ConnectionClosed(error?.Description ?? "");
        _closed.Cancel();
    }
}
