using System.Net;

namespace Integration.Local.ServiceBusEmulator;

/// <summary>What a broker needs to start. Validated by <see cref="Broker.StartAsync"/>.</summary>
public sealed class BrokerOptions
{
    /// <summary>The topology file, in the configuration schema of the official emulator. Required.</summary>
    public required string TopologyPath { get; init; }

    /// <summary>The directory that holds the durable store; made if missing. One broker at a time may use it. Required.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The TCP port, 0 to 65535; 0 takes any free one. Default 5672.</summary>
    public int Port { get; init; } = 5672;

    /// <summary>
    /// The loopback address to listen on. Default 127.0.0.1, with which the broker listens on ::1 as well
    /// where the machine has it. An address that is not loopback is refused.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The name of the one shared access key. Default <c>RootManageSharedAccessKey</c>.</summary>
    public string SharedAccessKeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>
    /// The shared access key that clients sign their tokens with. Default <c>SAS_KEY_VALUE</c>, as in the official emulator.
    /// </summary>
    public string SharedAccessKey { get; init; } = "SAS_KEY_VALUE";

    /// <summary>The largest encoded message accepted, in bytes. Default 1,048,576 (1 MiB).</summary>
    public int MaxMessageSize { get; init; } = 1024 * 1024;

    /// <summary>
    /// How many bytes of message bodies stay in memory, counted over all entities. Past it a message keeps only its index
    /// entry in memory, and its body is read from the store when it is delivered. Default 67,108,864 (64 MiB).
    /// </summary>
    public long BodyCacheSize { get; init; } = 64 * 1024 * 1024;
}
