using Integration.Local.ServiceBus.Client;

namespace Azure.Messaging.ServiceBus;

/// <summary>Accepts sessions of one queue or subscription and gives their messages to a handler, each session in order, several sessions at once, until it is stopped.</summary>
public class ServiceBusSessionProcessor : IAsyncDisposable
{
    /// <summary>For tests that replace the processor.</summary>
    protected ServiceBusSessionProcessor()
    {
    }

    internal ServiceBusSessionProcessor(ClientContext context, string entityPath, ServiceBusSessionProcessorOptions? options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusSessionProcessor(ServiceBusClient client, string queueName, ServiceBusSessionProcessorOptions? options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusSessionProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options)
    {
    }

    public event Func<ProcessSessionMessageEventArgs, Task> ProcessMessageAsync
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public event Func<ProcessSessionEventArgs, Task> SessionInitializingAsync
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    public event Func<ProcessSessionEventArgs, Task> SessionClosingAsync
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

    public virtual int MaxConcurrentSessions => throw new NotImplementedException();

    public virtual int MaxConcurrentCallsPerSession => throw new NotImplementedException();

    public virtual TimeSpan? SessionIdleTimeout => throw new NotImplementedException();

    public virtual Task StartProcessingAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task StopProcessingAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes the processor.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    protected internal virtual Task OnProcessSessionMessageAsync(ProcessSessionMessageEventArgs args) => throw new NotImplementedException();

    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => throw new NotImplementedException();

    protected internal virtual Task OnSessionInitializingAsync(ProcessSessionEventArgs args) => throw new NotImplementedException();

    protected internal virtual Task OnSessionClosingAsync(ProcessSessionEventArgs args) => throw new NotImplementedException();
}
