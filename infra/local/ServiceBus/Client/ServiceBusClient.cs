using Azure.Core;
using Integration.Local.ServiceBus.Amqp;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Retries;
using Integration.Local.ServiceBus.Security;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The way to a namespace: makes senders, receivers and processors, which share its one connection. Connects when first needed.
/// Safe for concurrent use; meant to live as long as the application.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private readonly ClientContext _context = null!;
    private readonly string _identifier = "";
    private volatile bool _isClosed;

    /// <summary>For tests that replace the client.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>A client of the namespace that a connection string names.</summary>
    /// <exception cref="ArgumentException">The connection string is empty, or lacks an endpoint or a key.</exception>
    /// <exception cref="FormatException">The connection string can't be read.</exception>
    public ServiceBusClient(string connectionString)
        : this(connectionString, (ServiceBusClientOptions?)null)
    {
    }

    /// <inheritdoc cref="ServiceBusClient(string)"/>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
        : this(connectionString, options, TimeProvider.System)
    {
    }

    /// <summary>A client of a namespace, such as <c>contoso.servicebus.windows.net</c>, for an Azure identity.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <inheritdoc cref="ServiceBusClient(string, TokenCredential)"/>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options)
        : this(fullyQualifiedNamespace, new EntraIdentity(NotNull(credential)), options, TimeProvider.System)
    {
    }

    /// <summary>A client of a namespace, with a shared access key.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions? options = null)
        : this(fullyQualifiedNamespace, new SharedAccessKey(NotNull(credential), TimeProvider.System), options, TimeProvider.System)
    {
    }

    /// <summary>A client of a namespace, with a shared access signature.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions? options = null)
        : this(fullyQualifiedNamespace, new GivenSignature(NotNull(credential)), options, TimeProvider.System)
    {
    }

    internal ServiceBusClient(string connectionString, ServiceBusClientOptions? options, TimeProvider time)
    {
        var parts = ServiceBusConnectionStringProperties.Parse(connectionString);
        var endpoint = parts.Endpoint ?? throw new ArgumentException(
            "the connection string has no Endpoint: add 'Endpoint=sb://<namespace>/'", nameof(connectionString));
        options ??= new ServiceBusClientOptions();
        TransportType = options.TransportType;
        _identifier = options.Identifier ?? ClientContext.NewIdentifier(endpoint.Host);
        _context = NewContext(
            BrokerEndpoint.Of(endpoint.Host, endpoint.Port, parts.UseDevelopmentEmulator, options.CustomEndpointAddress),
            TokensOf(parts, time),
            options,
            time,
            parts.EntityPath);
    }

    private ServiceBusClient(string fullyQualifiedNamespace, ITokenSource tokens, ServiceBusClientOptions? options, TimeProvider time)
    {
        if (Uri.CheckHostName(fullyQualifiedNamespace) == UriHostNameType.Unknown)
        {
            throw new ArgumentException(
                $"'{fullyQualifiedNamespace}' is not a host name: it should look like 'contoso.servicebus.windows.net'",
                nameof(fullyQualifiedNamespace));
        }

        options ??= new ServiceBusClientOptions();
        TransportType = options.TransportType;
        _identifier = options.Identifier ?? ClientContext.NewIdentifier(fullyQualifiedNamespace);
        var endpoint = BrokerEndpoint.Of(fullyQualifiedNamespace, -1, emulator: false, options.CustomEndpointAddress);
        _context = NewContext(endpoint, tokens, options, time, null);
    }

    /// <summary>The host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _context.FullyQualifiedNamespace;

    /// <summary>Names the client.</summary>
    public virtual string Identifier => _identifier;

    /// <summary>Whether the client was closed.</summary>
    public virtual bool IsClosed => _isClosed;

    /// <summary>What AMQP runs over.</summary>
    public ServiceBusTransportType TransportType { get; }

    internal ClientContext Context
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _context;
        }
    }

    /// <summary>Makes a sender to a queue or topic.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, null);

    /// <inheritdoc cref="CreateSender(string)"/>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options) =>
        new(Context, queueOrTopicName, options);

    /// <summary>Makes a receiver of a queue.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, (ServiceBusReceiverOptions?)null);

    /// <inheritdoc cref="CreateReceiver(string)"/>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options) =>
        new(Context, queueName, options);

    /// <summary>Makes a receiver of a subscription.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) =>
        CreateReceiver(topicName, subscriptionName, null);

    /// <inheritdoc cref="CreateReceiver(string, string)"/>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions? options) =>
        new(Context, EntityPaths.Subscription(topicName, subscriptionName), options);

    /// <summary>Holds the next session of a queue that nobody holds and that has messages; waits for one.</summary>
    /// <exception cref="ServiceBusException">No session came free in time (ServiceTimeout).</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.AcceptAsync(Context, queueName, null, options, cancellationToken);

    /// <summary>Holds the next session of a subscription that nobody holds and that has messages; waits for one.</summary>
    /// <exception cref="ServiceBusException">No session came free in time (ServiceTimeout).</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string topicName,
        string subscriptionName,
        ServiceBusSessionReceiverOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.AcceptAsync(
            Context, EntityPaths.Subscription(topicName, subscriptionName), null, options, cancellationToken);

    /// <summary>Holds a session of a queue, whether it has messages or not.</summary>
    /// <exception cref="ServiceBusException">Another receiver holds the session (SessionCannotBeLocked).</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName,
        string sessionId,
        ServiceBusSessionReceiverOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.AcceptAsync(Context, queueName, NotNull(sessionId), options, cancellationToken);

    /// <summary>Holds a session of a subscription, whether it has messages or not.</summary>
    /// <exception cref="ServiceBusException">Another receiver holds the session (SessionCannotBeLocked).</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string topicName,
        string subscriptionName,
        string sessionId,
        ServiceBusSessionReceiverOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ServiceBusSessionReceiver.AcceptAsync(
            Context, EntityPaths.Subscription(topicName, subscriptionName), NotNull(sessionId), options, cancellationToken);

    /// <summary>Makes a processor of a queue.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string queueName) => CreateProcessor(queueName, (ServiceBusProcessorOptions?)null);

    /// <inheritdoc cref="CreateProcessor(string)"/>
    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions? options) =>
        new(Context, queueName, options);

    /// <summary>Makes a processor of a subscription.</summary>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName) =>
        CreateProcessor(topicName, subscriptionName, null);

    /// <inheritdoc cref="CreateProcessor(string, string)"/>
    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions? options) =>
        new(Context, EntityPaths.Subscription(topicName, subscriptionName), options);

    /// <summary>Makes a processor of a queue with sessions.</summary>
    public virtual ServiceBusSessionProcessor CreateSessionProcessor(string queueName, ServiceBusSessionProcessorOptions? options = null) =>
        new(Context, queueName, options);

    /// <summary>Makes a processor of a subscription with sessions.</summary>
    public virtual ServiceBusSessionProcessor CreateSessionProcessor(
        string topicName, string subscriptionName, ServiceBusSessionProcessorOptions? options = null) =>
        new(Context, EntityPaths.Subscription(topicName, subscriptionName), options);

    /// <summary>Closes the connection. What the client made can't be used any more, and should be disposed of before.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        _isClosed = true;
        if (_context is not null)
        {
            await _context.Connections.DisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    private static ClientContext NewContext(
        BrokerEndpoint endpoint, ITokenSource tokens, ServiceBusClientOptions options, TimeProvider time, string? onlyEntity)
    {
        var settings = new ConnectionSettings(
            ClientContext.NewIdentifier(endpoint.Namespace), options.ConnectionIdleTimeout, options.CertificateValidationCallback);
        var policy = options.RetryOptions.CustomRetryPolicy ?? new StandardRetryPolicy(options.RetryOptions, Random.Shared.NextDouble);
        return new ClientContext(
            new ConnectionKeeper(endpoint, settings, tokens, time), new Retrier(policy, time), time, onlyEntity);
    }

    private static ITokenSource TokensOf(ServiceBusConnectionStringProperties parts, TimeProvider time) => parts switch
    {
        { SharedAccessSignature: { } signature } => new GivenSignature(new AzureSasCredential(signature)),
        { SharedAccessKeyName: { } name, SharedAccessKey: { } key } => new SharedAccessKey(new AzureNamedKeyCredential(name, key), time),
        _ => throw new ArgumentException(
            "the connection string has no key: add 'SharedAccessKeyName=<name>;SharedAccessKey=<key>', or a SharedAccessSignature"),
    };

    private static T NotNull<T>(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value;
    }
}
