using System.Runtime.Serialization;
using Amqp;
using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Amqp.Management;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Messages;
using Integration.Local.ServiceBus.Retries;
using Integration.Local.ServiceBus.Sending;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Sends messages to one queue or topic. Connects when first needed, and again when the connection is lost. Safe for concurrent use;
/// meant to live as long as the application.
/// </summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ClientContext _context = null!;
    private readonly LinkSlot<SendLink> _link = null!;
    private readonly ManagementNode _management = null!;
    private readonly MessageOperations _operations = null!;
    private readonly string _entityPath = "";
    private readonly string _identifier = "";
    private volatile bool _isClosed;

    /// <summary>For tests that replace the sender.</summary>
    protected ServiceBusSender()
    {
    }

    /// <summary>A sender of this client.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName)
        : this(client, queueOrTopicName, null)
    {
    }

    /// <summary>A sender of this client.</summary>
    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
        : this(client.Context, queueOrTopicName, options)
    {
    }

    internal ServiceBusSender(ClientContext context, string entityPath, ServiceBusSenderOptions? options)
    {
        _context = context;
        _entityPath = context.Entity(entityPath);
        _identifier = options?.Identifier ?? ClientContext.NewIdentifier(entityPath);
        _management = new ManagementNode(context.Connections, _entityPath);
        _operations = new MessageOperations(_management);
        _link = new LinkSlot<SendLink>(async ct =>
        {
            var connection = await context.Connections.GetAsync(ct).ConfigureAwait(false);
            return await SendLink.OpenAsync(connection, _entityPath, _identifier, ct).ConfigureAwait(false);
        });
    }

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _context.FullyQualifiedNamespace;

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath => _entityPath;

    /// <summary>Names the sender.</summary>
    public virtual string Identifier => _identifier;

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => _isClosed;

    /// <summary>Sends a message, and returns once the broker has it.</summary>
    /// <exception cref="ServiceBusException">
    /// The message is too large (MessageSizeExceeded), there is no such entity (MessagingEntityNotFound), or the broker was not reached.
    /// </exception>
    /// <exception cref="SerializationException">An application property is of a type that can't be sent.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <summary>Sends messages at once: all, or none. Sends nothing if there are none.</summary>
    /// <exception cref="ServiceBusException">
    /// Together the messages are too large (MessageSizeExceeded), there is no such entity (MessagingEntityNotFound), or the broker was
    /// not reached.
    /// </exception>
    /// <exception cref="SerializationException">An application property is of a type that can't be sent.</exception>
    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ThrowIfClosed();
        await SendAsync(Encode(messages), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the messages of a batch: all, or none.</summary>
    /// <exception cref="ServiceBusException">There is no such entity (MessagingEntityNotFound), or the broker was not reached.</exception>
    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        ThrowIfClosed();
        var content = messageBatch.BeginSending();
        try
        {
            var message = content is EncodedBatch batch ? batch.ToMessage() : Encode(((ModelledBatch)content).Messages);
            await SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            messageBatch.EndSending();
        }
    }

    /// <summary>Makes an empty batch, as large as the broker takes.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    /// <summary>Makes an empty batch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch is to be larger than the broker takes.</exception>
    public virtual async ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(
        CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        var most = await RunAsync(async ct => (await _link.GetAsync(ct).ConfigureAwait(false)).MaxMessageSize, cancellationToken)
            .ConfigureAwait(false);
        var size = options.MaxSizeInBytes ?? most;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, most, nameof(options.MaxSizeInBytes));
        return new ServiceBusMessageBatch(size, new EncodedBatch(size, _context.Time));
    }

    /// <summary>Leaves a message with the broker, to be enqueued later.</summary>
    /// <returns>The sequence number by which it can be cancelled until then.</returns>
    public virtual async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await ScheduleMessagesAsync([message], scheduledEnqueueTime, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Leaves messages with the broker, to be enqueued later: all, or none.</summary>
    /// <returns>The sequence numbers by which they can be cancelled until then.</returns>
    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ThrowIfClosed();
        var now = _context.Time.GetUtcNow();
        var encoded = messages.Select(message => new ScheduledMessage(MessageEncoder.Encode(message, now, scheduledEnqueueTime))).ToList();
        return encoded.Count == 0
            ? []
            : await RunAsync(ct => _operations.ScheduleAsync(encoded, ct), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a scheduled message back.</summary>
    /// <exception cref="ServiceBusException">It is not there any more (MessageNotFound).</exception>
    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <summary>Takes scheduled messages back: all, or none.</summary>
    /// <exception cref="ServiceBusException">One is not there any more (MessageNotFound).</exception>
    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        ThrowIfClosed();
        long[] numbers = [.. sequenceNumbers];
        return numbers.Length == 0
            ? Task.CompletedTask
            : _context.Retrier.RunAsync(_entityPath, ct => _operations.CancelAsync(numbers, ct), cancellationToken);
    }

    /// <summary>Closes the sender. Closing it again does nothing.</summary>
    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (_isClosed)
        {
            return;
        }

        Cancellation.ThrowIfRequested(cancellationToken);
        _isClosed = true;
        if (_link is null)
        {
            return;
        }

        await _link.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        await _management.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the sender.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private Message? Encode(IEnumerable<ServiceBusMessage> messages)
    {
        ServiceBusMessage[] all = [.. messages];
        if (all.Length == 1)
        {
            return MessageEncoder.Encode(all[0], _context.Time.GetUtcNow());
        }

        var batch = new EncodedBatch(long.MaxValue, _context.Time);
        Array.ForEach(all, message => batch.TryAdd(message));
        return batch.ToMessage();
    }

    private async Task SendAsync(Message? message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            return;
        }

        var size = message.Encode().Length;
        await _context.Retrier.RunAsync(_entityPath, ct => TrySendAsync(message, size, ct), cancellationToken).ConfigureAwait(false);
    }

    private async Task TrySendAsync(Message message, int size, CancellationToken ct)
    {
        var link = await _link.GetAsync(ct).ConfigureAwait(false);
        if (size > link.MaxMessageSize)
        {
            throw new ServiceBusException(
                $"the message has {size} bytes, more than the {link.MaxMessageSize} that the broker takes",
                ServiceBusFailureReason.MessageSizeExceeded,
                _entityPath);
        }

        await link.SendAsync(message, ct).ConfigureAwait(false);
    }

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken ct) =>
        _context.Retrier.RunAsync(_entityPath, attempt, ct);

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);
}
