namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Receives messages from one queue or subscription, and settles them. Connects when first needed, and again when the connection is lost.
/// Safe for concurrent use.
/// </summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    /// <summary>For tests that replace the receiver.</summary>
    protected ServiceBusReceiver()
    {
    }

    /// <summary>A receiver of this client.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions? options)
    {
    }

    /// <summary>A receiver of this client.</summary>
    protected ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
    {
    }

    public virtual string FullyQualifiedNamespace => throw new NotImplementedException();

    public virtual string EntityPath => throw new NotImplementedException();

    public virtual string Identifier => throw new NotImplementedException();

    public virtual ServiceBusReceiveMode ReceiveMode => throw new NotImplementedException();

    public virtual int PrefetchCount => throw new NotImplementedException();

    public virtual bool IsClosed => throw new NotImplementedException();

    public virtual Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<ServiceBusReceivedMessage?> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task DeferMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes the receiver.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
