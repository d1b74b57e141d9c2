using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Processing;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// Accepts sessions of one queue or subscription and gives their messages to a handler, each session in order, several sessions at once,
/// until it is stopped. A message is completed when its handler ends well, and abandoned when that throws; the lock of the session is
/// renewed meanwhile.
/// </summary>
public class ServiceBusSessionProcessor : IAsyncDisposable
{
    private readonly ProcessorLifecycle _lifecycle = new();
    private readonly HandlerSlot<ProcessSessionMessageEventArgs> _message;
    private readonly HandlerSlot<ProcessErrorEventArgs> _error;
    private readonly HandlerSlot<ProcessSessionEventArgs> _initializing;
    private readonly HandlerSlot<ProcessSessionEventArgs> _closing;
    private readonly ServiceBusSessionProcessorOptions _options = new();
    private readonly SessionPump _pump = null!;
    private readonly string _fullyQualifiedNamespace = "";
    private readonly string _entityPath = "";
    private readonly string _identifier = "";

    /// <summary>For tests that replace the processor.</summary>
    protected ServiceBusSessionProcessor()
    {
        _message = new HandlerSlot<ProcessSessionMessageEventArgs>(nameof(ProcessMessageAsync), () => _lifecycle.IsRunning);
        _error = new HandlerSlot<ProcessErrorEventArgs>(nameof(ProcessErrorAsync), () => _lifecycle.IsRunning);
        _initializing = new HandlerSlot<ProcessSessionEventArgs>(nameof(SessionInitializingAsync), () => _lifecycle.IsRunning);
        _closing = new HandlerSlot<ProcessSessionEventArgs>(nameof(SessionClosingAsync), () => _lifecycle.IsRunning);
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusSessionProcessor(ServiceBusClient client, string queueName, ServiceBusSessionProcessorOptions? options)
        : this(client.Context, queueName, options)
    {
    }

    /// <summary>A processor of this client.</summary>
    protected ServiceBusSessionProcessor(
        ServiceBusClient client, string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options)
        : this(client.Context, EntityPaths.Subscription(topicName, subscriptionName), options)
    {
    }

    internal ServiceBusSessionProcessor(ClientContext context, string entityPath, ServiceBusSessionProcessorOptions? options)
        : this()
    {
        _options = Copy(options ?? _options);
        _fullyQualifiedNamespace = context.FullyQualifiedNamespace;
        _entityPath = context.Entity(entityPath);
        _identifier = _options.Identifier ?? ClientContext.NewIdentifier(_entityPath);
        var errors = new ErrorReporter(_fullyQualifiedNamespace, _entityPath, _identifier, OnProcessErrorAsync);
        var handlers = new SessionHandlers(OnProcessSessionMessageAsync, OnSessionInitializingAsync, OnSessionClosingAsync, errors);
        _pump = new SessionPump(context, _entityPath, _options, _identifier, handlers);
    }

    /// <summary>The handler of messages; one, and required before the start.</summary>
    public event Func<ProcessSessionMessageEventArgs, Task> ProcessMessageAsync
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

    /// <summary>The handler of sessions that were accepted, before their first message; optional.</summary>
    public event Func<ProcessSessionEventArgs, Task> SessionInitializingAsync
    {
        add => _initializing.Add(value);
        remove => _initializing.Remove(value);
    }

    /// <summary>The handler of sessions that are given up, after their last message; optional.</summary>
    public event Func<ProcessSessionEventArgs, Task> SessionClosingAsync
    {
        add => _closing.Add(value);
        remove => _closing.Remove(value);
    }

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _fullyQualifiedNamespace;

    /// <summary>The queue or subscription.</summary>
    public virtual string EntityPath => _entityPath;

    /// <summary>Names the processor.</summary>
    public virtual string Identifier => _identifier;

    /// <summary>What receiving does to a message.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode => _options.ReceiveMode;

    /// <summary>How many messages of a session are fetched ahead of a free handler.</summary>
    public virtual int PrefetchCount => _options.PrefetchCount;

    /// <summary>Whether the processor runs.</summary>
    public virtual bool IsProcessing => _lifecycle.IsRunning;

    /// <summary>Whether the processor was closed.</summary>
    public virtual bool IsClosed => _lifecycle.IsClosed;

    /// <summary>How many sessions may be held at once.</summary>
    public virtual int MaxConcurrentSessions => _options.MaxConcurrentSessions;

    /// <summary>How many handlers may run at once for one session.</summary>
    public virtual int MaxConcurrentCallsPerSession => _options.MaxConcurrentCallsPerSession;

    /// <summary>After how long without a message a session is given up; null: after the try time-out.</summary>
    public virtual TimeSpan? SessionIdleTimeout => _options.SessionIdleTimeout;

    /// <summary>Whether a message whose handler ends well is completed.</summary>
    public virtual bool AutoCompleteMessages => _options.AutoCompleteMessages;

    /// <summary>For how long the lock of a session is renewed.</summary>
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
    protected internal virtual Task OnProcessSessionMessageAsync(ProcessSessionMessageEventArgs args) => _message.InvokeAsync(args);

    /// <summary>Gives an error to its handler.</summary>
    protected internal virtual Task OnProcessErrorAsync(ProcessErrorEventArgs args) => _error.InvokeAsync(args);

    /// <summary>Gives a session that was accepted to its handler.</summary>
    protected internal virtual Task OnSessionInitializingAsync(ProcessSessionEventArgs args) => _initializing.InvokeAsync(args);

    /// <summary>Gives a session that is given up to its handler.</summary>
    protected internal virtual Task OnSessionClosingAsync(ProcessSessionEventArgs args) => _closing.InvokeAsync(args);

    private void ThrowIfHandlerMissing()
    {
        _message.ThrowIfEmpty();
        _error.ThrowIfEmpty();
    }

    private static ServiceBusSessionProcessorOptions Copy(ServiceBusSessionProcessorOptions options)
    {
        var copy = new ServiceBusSessionProcessorOptions
        {
            AutoCompleteMessages = options.AutoCompleteMessages,
            Identifier = options.Identifier,
            MaxAutoLockRenewalDuration = options.MaxAutoLockRenewalDuration,
            MaxConcurrentCallsPerSession = options.MaxConcurrentCallsPerSession,
            MaxConcurrentSessions = options.MaxConcurrentSessions,
            PrefetchCount = options.PrefetchCount,
            ReceiveMode = options.ReceiveMode,
            SessionIdleTimeout = options.SessionIdleTimeout,
        };
        foreach (var sessionId in options.SessionIds)
        {
            copy.SessionIds.Add(sessionId);
        }

        return copy;
    }
}
