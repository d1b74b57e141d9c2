using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The way to a namespace: makes senders, receivers and processors, which share its one connection. Connects when first needed.
/// Safe for concurrent use; meant to live as long as the application.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    /// <summary>For tests that replace the client.</summary>
    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options)
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions? options = null)
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions? options = null)
    {
    }

    public virtual string FullyQualifiedNamespace => throw new NotImplementedException();

    public virtual string Identifier => throw new NotImplementedException();

    public virtual bool IsClosed => throw new NotImplementedException();

    public ServiceBusTransportType TransportType => throw new NotImplementedException();

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw new NotImplementedException();

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options) => throw new NotImplementedException();

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => throw new NotImplementedException();

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options) => throw new NotImplementedException();

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => throw new NotImplementedException();

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions? options) => throw new NotImplementedException();

    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(string topicName, string subscriptionName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(string topicName, string subscriptionName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual ServiceBusProcessor CreateProcessor(string queueName) => throw new NotImplementedException();

    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions? options) => throw new NotImplementedException();

    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName) => throw new NotImplementedException();

    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions? options) => throw new NotImplementedException();

    public virtual ServiceBusSessionProcessor CreateSessionProcessor(string queueName, ServiceBusSessionProcessorOptions? options = null) => throw new NotImplementedException();

    public virtual ServiceBusSessionProcessor CreateSessionProcessor(string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options = null) => throw new NotImplementedException();

    public virtual async ValueTask DisposeAsync()
    {
        await Task.FromException(new NotImplementedException()).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }
}
