using Amqp;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Amqp.Management;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Messages;
using Integration.Local.ServiceBus.Retries;

namespace Integration.Local.ServiceBus.Receiving;

/// <summary>
/// Receives from an entity, or one session of it, and settles what was received: on the link it came by, or, if that has ended, by request.
/// The link of an entity is opened anew after it was lost; that of a session is not, for the session may be in other hands by then.
/// </summary>
internal sealed class MessageReceiver : IAsyncDisposable
{
    private readonly ClientContext _context;
    private readonly LinkSlot<ReceiveLink> _link;
    private readonly ManagementNode _management;
    private readonly MessageOperations _messages;
    private readonly string _entityPath;
    private long _lastPeeked;

    public MessageReceiver(ClientContext context, ReceiveLinkOptions options)
        : this(context, options.EntityPath, new LinkSlot<ReceiveLink>(ct => OpenAsync(context, options, ct)), null)
    {
    }

    private MessageReceiver(ClientContext context, string entityPath, LinkSlot<ReceiveLink> link, ReceiveLink? session)
    {
        _context = context;
        _entityPath = entityPath;
        _link = link;
        _management = new ManagementNode(context.Connections, entityPath);
        _messages = new MessageOperations(_management, session?.SessionId);
        Session = session?.SessionId is { } sessionId
            ? new HeldSession(sessionId, session.SessionLockedUntil, new SessionOperations(_management, sessionId))
            : null;
    }

    /// <summary>The session that the receiver holds; null: it is one of an entity without sessions.</summary>
    public HeldSession? Session { get; }

    public bool HasLink => _link.Current is not null;

    /// <summary>Holds a session.</summary>
    public static async Task<MessageReceiver> AcceptAsync(ClientContext context, ReceiveLinkOptions options, CancellationToken ct)
    {
        options = options with { OfSession = true, SessionPatience = context.Retrier.TryTimeout };
        var link = await context.Retrier.RunAsync(options.EntityPath, tryCt => OpenAsync(context, options, tryCt), ct)
            .ConfigureAwait(false);
        return new MessageReceiver(
            context, options.EntityPath, new LinkSlot<ReceiveLink>(_ => throw SessionLost(options.EntityPath, link.SessionId), link), link);
    }

    /// <summary>
    /// Waits for a message, takes with it what else is there, up to a number, and returns at the latest once the wait is over.
    /// Cancelled, it still returns what has come already.
    /// </summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int max, TimeSpan? wait, CancellationToken ct)
    {
        using var expiry = new CancellationTokenSource(wait ?? _context.Retrier.TryTimeout, _context.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, ct);
        var received = await _context.Retrier.RunUnboundedAsync(_entityPath, () => ReceiveOnceAsync(max, ct, enough.Token), ct)
            .ConfigureAwait(false);
        if (received.Count == 0)
        {
            Cancellation.ThrowIfRequested(ct);
        }

        return [.. received.Select(Decode)];
    }

    public async Task SettleAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken ct)
    {
        var state = settlement.ToDeliveryState();
        await _context.Retrier.RunAsync(
            _entityPath,
            async tryCt =>
            {
                if (_link.Current is { } link)
                {
                    if (await link.TrySettleAsync(message.LockTokenGuid, state, tryCt).ConfigureAwait(false))
                    {
                        return;
                    }
                }
                else if (Session is { } session)
                {
                    throw SessionLost(_entityPath, session.Id);
                }

                await _messages.SettleAsync(message.LockTokenGuid, settlement, tryCt).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
        message.IsSettled = true;
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int max, long? from, CancellationToken ct)
    {
        var start = from ?? Interlocked.Read(ref _lastPeeked) + 1;
        var peeked = await RunAsync(tryCt => _messages.PeekAsync(start, max, tryCt), ct).ConfigureAwait(false);
        if (peeked is [.., var last])
        {
            Interlocked.Exchange(ref _lastPeeked, last.SequenceNumber);
        }

        return peeked;
    }

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(
        long[] sequenceNumbers, ServiceBusReceiveMode mode, CancellationToken ct) =>
        RunAsync(tryCt => _messages.ReceiveDeferredAsync(sequenceNumbers, mode, tryCt), ct);

    public async Task RenewLockAsync(ServiceBusReceivedMessage message, CancellationToken ct) =>
        message.LockedUntil = await RunAsync(tryCt => _messages.RenewLockAsync(message.LockTokenGuid, tryCt), ct).ConfigureAwait(false);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct) =>
        _context.Retrier.RunAsync(_entityPath, attempt, ct);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        await _management.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<ReceiveLink> OpenAsync(ClientContext context, ReceiveLinkOptions options, CancellationToken ct)
    {
        var connection = await context.Connections.GetAsync(ct).ConfigureAwait(false);
        return await ReceiveLink.OpenAsync(connection, options, context.Time, ct).ConfigureAwait(false);
    }

    private static ServiceBusException SessionLost(string entityPath, string? sessionId) => new(
        $"the session '{sessionId}' is not held any more, for its link has ended: accept it anew",
        ServiceBusFailureReason.SessionLockLost,
        entityPath);

    private static ServiceBusReceivedMessage Decode(Message message) => MessageDecoder.Delivered(
        message, message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty);

    private async Task<IReadOnlyList<Message>> ReceiveOnceAsync(int max, CancellationToken ct, CancellationToken enough)
    {
        var link = _link.Current
            ?? await _context.Retrier.TryAsync(_entityPath, tryCt => _link.GetAsync(tryCt).AsTask(), 0, ct).ConfigureAwait(false);
        return await link.ReceiveAsync(max, enough).ConfigureAwait(false);
    }
}
