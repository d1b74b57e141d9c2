using System.Net;
using Amqp;
using Amqp.Listener;
using Integration.Local.ServiceBusEmulator.Amqp;
using Integration.Local.ServiceBusEmulator.Amqp.Transport;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Security;
using Integration.Local.ServiceBusEmulator.Storage;
using Integration.Local.ServiceBusEmulator.Topology;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.ServiceBusEmulator;

/// <summary>
/// A message broker that speaks AMQP 1.0 (ISO/IEC 19464) as Azure Service Bus does, on loopback, over a durable store of its own:
/// what it acknowledged survives the death of the process at any instant.
/// </summary>
public sealed partial class Broker : IAsyncDisposable
{
    private const int MaxFrameSize = 64 * 1024;
    private const int MaxSessions = 5000;
    private const int MaxLinks = 5000;
    private const int IdleTimeout = 120_000;
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(500);

    private readonly BrokerOptions _options;
    private readonly LoopbackListener _transports;
    private readonly ConnectionListener _listener;
    private readonly ServiceBusNamespace _entities;
    private readonly CommitLog _log;
    private readonly SqliteMessageStore _store;
    private readonly ILogger<Broker> _logger;
    private int _disposed;

    private Broker(BrokerOptions options, LoopbackListener transports, SqliteMessageStore store, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _transports = transports;
        _store = store;
        _logger = loggers.CreateLogger<Broker>();
        var topology = TopologyFile.Read(options.TopologyPath);
        var recovery = new Recovery(store);
        _log = new CommitLog(store, recovery.LastMessageId, options.BodyCacheSize, _ => Stop(), loggers.CreateLogger<CommitLog>());
        var context = new EntityContext(time, _log, new EntityLog(loggers.CreateLogger<EntityLog>()), Guid.NewGuid);
        var catalogue = new EntityCatalogue(topology, context, recovery.EntityOf);
        recovery.Fill(catalogue, topology, context.Now);
        foreach (var queue in catalogue.Queues)
        {
            queue.Recover();
        }

        _entities = new ServiceBusNamespace(catalogue, context, _log, time);
        Entities = EntityTable.Of(topology);
        foreach (var orphan in recovery.Orphans)
        {
            LogOrphan(orphan);
        }

        var tokens = new TokenValidator(options.SharedAccessKeyName, options.SharedAccessKey, time);
        var router = new LinkRouter(_entities, tokens, time, options.MaxMessageSize, loggers.CreateLogger<LinkRouter>());
        router.CustomTransports[LoopbackListener.Scheme] = transports;
        _listener = Listen(router, transports.Port);
    }

    /// <summary>The TCP port listened on.</summary>
    public int Port => _transports.Port;

    /// <summary>What the official SDKs connect with.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Port};SharedAccessKeyName={_options.SharedAccessKeyName};SharedAccessKey={_options.SharedAccessKey};UseDevelopmentEmulator=true;";

    /// <summary>What there is to send to and receive from, a line each.</summary>
    internal IReadOnlyList<EntityTable.Row> Entities { get; }

    /// <summary>Reads the topology, opens the store and listens. Returns once clients can connect.</summary>
    /// <exception cref="BrokerStartException">An option, the topology, the data directory or the port stands in the way.</exception>
    public static async Task<Broker> StartAsync(
        BrokerOptions options,
        TimeProvider? time = null,
        ILoggerFactory? loggers = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        ct.ThrowIfCancellationRequested();
        loggers ??= NullLoggerFactory.Instance;
        // Opening the store is disk work all through.
        var broker = await Task.Run(() => Open(options, time ?? TimeProvider.System, loggers), ct).ConfigureAwait(false);
        var messages = broker._entities.Entities.Queues.Sum(queue => queue.Count);
        broker.LogStarted(broker.Port, options.DataDirectory, messages, broker.Entities.Count);
        return broker;
    }

    /// <summary>Closes every connection, writes what is left, and frees the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        Stop();
        await HangUpAsync().ConfigureAwait(false);
        _entities.Dispose();
        await _log.DisposeAsync().ConfigureAwait(false);
        _store.Dispose();
        LogStopped(Port);
    }

    private static Broker Open(BrokerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        TopologyFile.Read(options.TopologyPath);
        var transports = LoopbackListener.Bind(options.Address, options.Port, loggers.CreateLogger<LoopbackListener>());
        SqliteMessageStore? store = null;
        try
        {
            store = SqliteMessageStore.Open(options.DataDirectory);
            var broker = new Broker(options, transports, store, time, loggers);
            broker._listener.Open();
            transports.Start();
            return broker;
        }
        catch
        {
            transports.Stop();
            store?.Dispose();
            throw;
        }
    }

    private static ConnectionListener Listen(LinkRouter router, int port)
    {
        var listener = new ConnectionListener(new Address("localhost", port, null, null, "/", LoopbackListener.Scheme), router);
        listener.AMQP.MaxFrameSize = MaxFrameSize;
        listener.AMQP.MaxSessionsPerConnection = MaxSessions;
        listener.AMQP.MaxLinksPerSession = MaxLinks;
        listener.AMQP.IdleTimeout = IdleTimeout;
        listener.AMQP.ContainerId = $"service-bus-{port}";
        listener.HandlerFactory = _ => router.Events;
        return listener;
    }

    private static void Check(BrokerOptions options)
    {
        var problem = options switch
        {
            { TopologyPath: null or "" } => "TopologyPath is missing: name the topology file",
            { DataDirectory: null or "" } => "DataDirectory is missing: name a directory for the store",
            { Port: < 0 or > 65535 } => $"Port must be from 0 to 65535, not {options.Port}",
            { MaxMessageSize: < 1024 } => $"MaxMessageSize must be at least 1024, not {options.MaxMessageSize}",
            { BodyCacheSize: < 0 } => $"BodyCacheSize must not be negative, but is {options.BodyCacheSize}",
            { SharedAccessKeyName: null or "" } => "SharedAccessKeyName must not be empty",
            { SharedAccessKey: null or "" } => "SharedAccessKey must not be empty",
            _ when !IPAddress.IsLoopback(options.Address) => $"Address must be a loopback address, not {options.Address}",
            _ => null,
        };
        if (problem is not null)
        {
            throw new BrokerStartException(problem);
        }
    }

    private void Stop()
    {
        _transports.Stop();
        try
        {
            _listener.Close();
        }
        catch (ObjectDisposedException)
        {
            // A client hung up at that very moment, and AMQPNetLite closes no further connection. Those are cut off after a while.
        }
    }

    private async Task HangUpAsync()
    {
        var open = _transports.Open.ToList();
        try
        {
            await Task.WhenAll(open.Select(transport => transport.Closed)).WaitAsync(_grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            open.ForEach(transport => transport.Close());
        }
    }

    [LoggerMessage(LogLevel.Information,
        "The broker listens on port {Port}; its store in {DataDirectory} has {Messages} messages for {Entities} entities")]
    private partial void LogStarted(int port, string dataDirectory, int messages, int entities);

    [LoggerMessage(LogLevel.Information, "The broker on port {Port} has stopped")]
    private partial void LogStopped(int port);

    [LoggerMessage(LogLevel.Warning,
        "The store holds messages for '{Address}', which the topology no longer has; they are kept until it has it again")]
    private partial void LogOrphan(string address);
}
