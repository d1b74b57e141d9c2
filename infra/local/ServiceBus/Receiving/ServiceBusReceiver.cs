using System.Runtime.CompilerServices;
using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Receiving;
using Integration.Local.ServiceBus.Retries;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Receives messages from one queue or subscription, and settles them. Connects when first needed, and again when the connection is lost.
/// Safe for concurrent use.
/// </summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private readonly ClientContext _context = null!;
    private readonly MessageReceiver _receiver = null!;
    private readonly ReceiveLinkOptions _options = null!;
    private volatile bool _isClosed;

    /// <summary>For tests that replace the receiver.</summary>
    protected ServiceBusReceiver()
    {
    }

    /// <summary>A receiver of this client.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
        : this(client.Context, queueName, options)
    {
    }

    /// <summary>A receiver of this client.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
        : this(client.Context, EntityPaths.Subscription(topicName, subscriptionName), options)
    {
    }

    internal ServiceBusReceiver(ClientContext context, string entityPath, ServiceBusReceiverOptions? options)
        : this(context, OptionsOf(context, entityPath, options ?? new ServiceBusReceiverOptions()))
    {
    }

    private ServiceBusReceiver(ClientContext context, ReceiveLinkOptions options)
        : this(context, options, new MessageReceiver(context, options))
    {
    }

    private protected ServiceBusReceiver(ClientContext context, ReceiveLinkOptions options, MessageReceiver receiver) =>
        (_context, _options, _receiver) = (context, options, receiver);

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _context.FullyQualifiedNamespace;

    /// <summary>The queue or subscription, and its sub-queue, if it is one.</summary>
    public virtual string EntityPath => _options.EntityPath;

    /// <summary>Names the receiver.</summary>
    public virtual string Identifier => _options.Identifier;

    /// <summary>What receiving does to a message.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode =>
        _options.PeekLock ? ServiceBusReceiveMode.PeekLock : ServiceBusReceiveMode.ReceiveAndDelete;

    /// <summary>How many messages are fetched ahead.</summary>
    public virtual int PrefetchCount => _options.Prefetch;

    /// <summary>Whether the receiver was closed.</summary>
    public virtual bool IsClosed => _isClosed;

    internal MessageReceiver Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _receiver;
        }
    }

    private protected bool HasLink => _receiver.HasLink;

    /// <summary>Waits for a message.</summary>
    /// <param name="maxWaitTime">How long; positive. Default <see cref="ServiceBusRetryOptions.TryTimeout"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; null: none came in time.</returns>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(
        TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken).ConfigureAwait(false) is [var message] ? message : null;

    /// <summary>Waits for a message, and takes with it what else is there.</summary>
    /// <param name="maxMessages">The most to take, at least 1.</param>
    /// <param name="maxWaitTime">How long to wait for the first; positive. Default <see cref="ServiceBusRetryOptions.TryTimeout"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages; none, if none came in time.</returns>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var inner = Inner;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } wait && (wait < TimeSpan.Zero || (wait == TimeSpan.Zero && PrefetchCount == 0)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxWaitTime), wait, "maxWaitTime must be positive, or with a PrefetchCount at least zero");
        }

        return await inner.ReceiveAsync(maxMessages, maxWaitTime, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for messages one after the other, until it is cancelled.</summary>
    /// <exception cref="TaskCanceledException">It was cancelled.</exception>
    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Cancellation.ThrowIfRequested(cancellationToken);
            if (await ReceiveMessageAsync(null, cancellationToken).ConfigureAwait(false) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>Takes a deferred message by its sequence number.</summary>
    /// <exception cref="ServiceBusException">There is no such message (MessageNotFound).</exception>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveDeferredMessageAsync(
        long sequenceNumber, CancellationToken cancellationToken = default) =>
        await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken).ConfigureAwait(false) is [var message] ? message : null;

    /// <summary>Takes deferred messages by their sequence numbers.</summary>
    /// <exception cref="ServiceBusException">One is not there (MessageNotFound).</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        var inner = Inner;
        long[] numbers = [.. sequenceNumbers];
        return numbers.Length == 0 ? [] : await inner.ReceiveDeferredAsync(numbers, ReceiveMode, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at a message without taking it.</summary>
    /// <param name="fromSequenceNumber">From where on. Default: after the last that was looked at.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>The message; null: there is none.</returns>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(
        long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken).ConfigureAwait(false) is [var message] ? message : null;

    /// <summary>Looks at messages without taking them, in whatever state they are.</summary>
    /// <param name="maxMessages">The most to look at, at least 1.</param>
    /// <param name="fromSequenceNumber">From where on. Default: after the last that was looked at.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var inner = Inner;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        return await inner.PeekAsync(maxMessages, fromSequenceNumber, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a message that was dealt with.</summary>
    /// <exception cref="ServiceBusException">The lock was lost (MessageLockLost, SessionLockLost).</exception>
    /// <exception cref="InvalidOperationException">The message was not received under a lock.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Settlement(SettlementKind.Complete), cancellationToken);

    /// <summary>Gives a message back, to be received again at once.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Settlement(SettlementKind.Abandon, propertiesToModify), cancellationToken);

    /// <summary>Sets a message aside, to be received by its sequence number only.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Settlement(SettlementKind.Defer, propertiesToModify), cancellationToken);

    /// <summary>Moves a message to the dead letters.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = null,
        CancellationToken cancellationToken = default) =>
        SettleAsync(message, new Settlement(SettlementKind.DeadLetter, propertiesToModify), cancellationToken);

    /// <summary>Moves a message to the dead letters, and says why.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, null, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Moves a message to the dead letters, and says why.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, propertiesToModify, deadLetterReason, deadLetterErrorDescription, cancellationToken);

    /// <summary>Holds a message for another lock duration from now; <see cref="ServiceBusReceivedMessage.LockedUntil"/> moves.</summary>
    /// <exception cref="ServiceBusException">The lock was lost (MessageLockLost).</exception>
    /// <exception cref="InvalidOperationException">The message was not received under a lock of its own.</exception>
    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var inner = Inner;
        ThrowIfNotLocked(message);
        return inner.Session is null
            ? inner.RenewLockAsync(message, cancellationToken)
            : throw new InvalidOperationException("messages of a session are locked with it: renew the lock of the session");
    }

    /// <summary>Closes the receiver, and gives back what it fetched and nobody took. Closing it again does nothing.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (_isClosed)
        {
            return;
        }

        Cancellation.ThrowIfRequested(cancellationToken);
        _isClosed = true;
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the receiver.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private static ReceiveLinkOptions OptionsOf(ClientContext context, string entityPath, ServiceBusReceiverOptions options)
    {
        var path = EntityPaths.WithSubQueue(context.Entity(entityPath), options.SubQueue);
        return new ReceiveLinkOptions(
            path,
            options.Identifier ?? ClientContext.NewIdentifier(path),
            options.ReceiveMode == ServiceBusReceiveMode.PeekLock,
            options.PrefetchCount);
    }

    private Task DeadLetterAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? properties,
        string reason,
        string? errorDescription,
        CancellationToken ct)
    {
        Settlement.ThrowIfTooLong(reason, nameof(reason));
        Settlement.ThrowIfTooLong(errorDescription, nameof(errorDescription));
        var settlement = new Settlement(SettlementKind.DeadLetter, properties) { Reason = reason, ErrorDescription = errorDescription };
        return SettleAsync(message, settlement, ct);
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        var inner = Inner;
        ThrowIfNotLocked(message);
        await inner.SettleAsync(message, settlement, ct).ConfigureAwait(false);
    }

    private void ThrowIfNotLocked(ServiceBusReceivedMessage message)
    {
        if (!_options.PeekLock || message.LockTokenGuid == Guid.Empty)
        {
            throw new InvalidOperationException(
                "the message has no lock: only what was received in PeekLock mode, and not just peeked, can be settled or renewed");
        }
    }
}
