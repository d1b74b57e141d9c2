using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Receives messages from one queue or subscription and gives each to a handler, several at once, until it is stopped. A message is
/// completed when its handler ends well, and abandoned when that throws; its lock is renewed meanwhile.
/// </summary>
public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly ProcessorLifecycle _lifecycle = new();
    private readonly HandlerSlot<ProcessMessageEventArgs> _message;
    private readonly HandlerSlot<ProcessErrorEventArgs> _error;
    private readonly ServiceBusProcessorOptions _options = new();
    private readonly MessagePump _pump = null!;
    private readonly string _fullyQualifiedNamespace = "";
    private readonly string _entityPath = "";
    private readonly string _identifier = "";

    /// <summary>For tests that replace the processor.</summary>
    protected ServiceBusProcessor()
    {
        _message = new HandlerSlot<ProcessMessageEventArgs>(nameof(ProcessMessageAsync), () => _lifecycle.IsRunning);
        _error = new HandlerSlot<ProcessErrorEventArgs>(nameof(ProcessErrorAsync), () => _lifecycle.IsRunning);
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions? options)
        : this(client.Context, queueName, options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions? options)
        : this(client.Context, EntityPaths.Subscription(topicName, subscriptionName), options)
    {
    }

    internal ServiceBusProcessor(ClientContext context, string entityPath, ServiceBusProcessorOptions? options)
        : this()
    {
        _options = Copy(options ?? _options);
        _fullyQualifiedNamespace = context.FullyQualifiedNamespace;
        _entityPath = EntityPaths.WithSubQueue(context.Entity(entityPath), _options.SubQueue);
        _identifier = _options.Identifier ?? ClientContext.NewIdentifier(_entityPath);
        var errors = new ErrorReporter(_fullyQualifiedNamespace, _entityPath, _identifier, OnProcessErrorAsync);
        _pump = new MessagePump(context, entityPath, _options, _identifier, errors, OnProcessMessageAsync);
    }

    /// <summary>The handler of messages; one, and required before the start.</summary>
    public event Func<ProcessMessageEventArgs, Task> ProcessMessageAsync
    {
        add => _message.Add(value);
        remove => _message.Remove(value);
    }

    /// <summary>The handler of errors; one, and required before the start.</summary>
    public event Func<ProcessErrorEventArgs, Task> ProcessErrorAsync
    {
        add => _error.Add(value);
        remove => _error.Remove(value);
    }

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _fullyQualifiedNamespace;

    /// <summary>The queue or subscription, and its sub-queue, if it is one.</summary>
    public virtual string EntityPath => _entityPath;

    /// <summary>Names the processor.</summary>
    public virtual string Identifier => _identifier;

    /// <summary>What receiving does to a message.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _options.ReceiveMode;

    /// <summary>How many messages are fetched ahead of a free handler.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>Whether the processor runs.</summary>
    public virtual bool IsProcessing => _lifecycle.IsRunning;

    /// <summary>Whether the processor was closed.</summary>
    public virtual bool IsClosed => _lifecycle.IsClosed;

    /// <summary>How many handlers may run at once.</summary>
    public virtual int MaxConcurrentCalls => _options.MaxConcurrentCalls;

    /// <summary>Whether a message whose handler ends well is completed.</summary>
    public virtual bool AutoCompleteMessages => _options.AutoCompleteMessages;

    /// <summary>For how long the lock of a message is renewed while its handler runs.</summary>
    public virtual TimeSpan MaxAutoLockRenewalDuration => _options.MaxAutoLockRenewalDuration;

    /// <summary>Starts to receive.</summary>
    /// <exception cref="InvalidOperationException">A handler is missing, or the processor runs already.</exception>
    /// <exception cref="ObjectDisposedException">The processor is closed.</exception>
    public virtual Task StartProcessingAsync(CancellationToken cancellationToken = default) =>
        _lifecycle.StartAsync(ThrowIfHandlerMissing, _pump.RunAsync, cancellationToken);

    /// <summary>Stops to receive, and returns once the handlers that run have ended. It can be started again.</summary>
    public virtual Task StopProcessingAsync(CancellationToken cancellationToken = default) => _lifecycle.StopAsync(cancellationToken);

    /// <summary>Stops, for good.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default) => _lifecycle.CloseAsync(cancellationToken);

    /// <summary>Closes the processor.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives a message to its handler.</summary>
    protected internal virtual Task OnProcessMessageAsync(ProcessMessageEventArgs args) => _message.InvokeAsync(args);

    /// <summary>Gives an error to its handler.</summary>
    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => _error.InvokeAsync(args);

    private void ThrowIfHandlerMissing()
    {
        _message.ThrowIfEmpty();
        _error.ThrowIfEmpty();
    }

    private static ServiceBusProcessorOptions Copy(ServiceBusProcessorOptions options) => new()
    {
        AutoCompleteMessages = options.AutoCompleteMessages,
        Identifier = options.Identifier,
        MaxAutoLockRenewalDuration = options.MaxAutoLockRenewalDuration,
        MaxConcurrentCalls = options.MaxConcurrentCalls,
        PrefetchCount = options.PrefetchCount,
        ReceiveMode = options.ReceiveMode,
        SubQueue = options.SubQueue,
    };
}
