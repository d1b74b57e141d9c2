using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Receiving;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Holds one session of a queue or subscription: receives its messages in order, and keeps its state. Made by accepting a session; if the
/// lock or the connection is lost, the session has to be accepted anew.
/// </summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    private readonly HeldSession _session = null!;

    /// <summary>For tests that replace the receiver.</summary>
    protected ServiceBusSessionReceiver()
    {
    }

    private ServiceBusSessionReceiver(ClientContext context, ReceiveLinkOptions options, MessageReceiver receiver, HeldSession session)
        : base(context, options, receiver) => _session = session;

    /// <summary>The session.</summary>
    public virtual string SessionId => _session.Id;

    /// <summary>Whether the receiver was closed, or has lost the session.</summary>
    public override bool IsClosed => base.IsClosed || !HasLink;

    /// <summary>Until when the session is locked, UTC.</summary>
    public virtual DateTimeOffset SessionLockedUntil => _session.LockedUntil;

    internal static async Task<ServiceBusSessionReceiver> AcceptAsync(
        ClientContext context, string entityPath, string? sessionId, ServiceBusSessionReceiverOptions? options, CancellationToken ct)
    {
        options ??= new ServiceBusSessionReceiverOptions();
        var path = context.Entity(entityPath);
        var linkOptions = new ReceiveLinkOptions(
            path,
            options.Identifier ?? ClientContext.NewIdentifier(path),
            options.ReceiveMode == ServiceBusReceiveMode.PeekLock,
            options.PrefetchCount)
        {
            SessionId = sessionId,
        };
        var receiver = await MessageReceiver.AcceptAsync(context, linkOptions, ct).ConfigureAwait(false);
        return receiver.Session is { } session
            ? new ServiceBusSessionReceiver(context, linkOptions, receiver, session)
            : throw new ServiceBusException("the broker gave no session", ServiceBusFailureReason.GeneralError, path);
    }

    /// <summary>What the application keeps with the session; null: nothing.</summary>
    /// <exception cref="ServiceBusException">The session was lost (SessionLockLost).</exception>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        Inner.RunAsync(_session.Operations.GetStateAsync, cancellationToken);

    /// <summary>Keeps something with the session, in place of what was kept; null: nothing.</summary>
    /// <exception cref="ServiceBusException">The session was lost (SessionLockLost).</exception>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) => Inner.RunAsync(
        async ct =>
        {
            await _session.Operations.SetStateAsync(sessionState, ct).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Holds the session for another lock duration from now, and notes it in <see cref="SessionLockedUntil"/>.</summary>
    /// <exception cref="ServiceBusException">The session was lost (SessionLockLost).</exception>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        _session.LockedUntil = await Inner.RunAsync(_session.Operations.RenewLockAsync, cancellationToken).ConfigureAwait(false);
}
