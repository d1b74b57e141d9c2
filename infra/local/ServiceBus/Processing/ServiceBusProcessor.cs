using Integration.Local.ServiceBus.Client;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives messages from one queue or subscription and gives each to a handler, several at once, until it is stopped.</summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    /// <summary>For tests that replace the processor.</summary>
    protected ServiceBusProcessor()
    {
    }

    internal ServiceBusProcessor(ClientContext context, string entityPath, ServiceBusProcessorOptions? options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions? options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions? options)
    {
    }

    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public virtual string FullyQualifiedNamespace => throw new NotImplementedException();

    public virtual string EntityPath => throw new NotImplementedException();

    public virtual string Identifier => throw new NotImplementedException();

    public virtual ServiceBusReceiveMode ReceiveMode => throw new NotImplementedException();

    public virtual int PrefetchCount => throw new NotImplementedException();

    public virtual bool IsProcessing => throw new NotImplementedException();

    public virtual bool IsClosed => throw new NotImplementedException();

    public virtual bool AutoCompleteMessages => throw new NotImplementedException();

    public virtual TimeSpan MaxAutoLockRenewalDuration => throw new NotImplementedException();

    public virtual int MaxConcurrentCalls => throw new NotImplementedException();

    public virtual Task StartProcessingAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task StopProcessingAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes the processor.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    protected internal virtual Task OnProcessMessageAsync(ProcessMessageEventArgs args) => throw new NotImplementedException();

    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => throw new NotImplementedException();
}
