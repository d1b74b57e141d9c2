namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Sends messages to one queue or topic. Connects when first needed, and again when the connection is lost. Safe for concurrent use;
/// meant to live as long as the application.
/// </summary>
public class ServiceBusSender : IAsyncDisposable
{
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
    {
    }

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => throw new NotImplementedException();

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath => throw new NotImplementedException();

    /// <summary>Names the sender.</summary>
    public virtual string Identifier => throw new NotImplementedException();

    /// <summary>Whether the sender was closed.</summary>
    public virtual bool IsClosed => throw new NotImplementedException();

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes the sender.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
