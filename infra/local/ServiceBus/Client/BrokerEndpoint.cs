namespace Integration.Local.ServiceBus.Client;

/// <summary>Where a namespace is reached.</summary>
/// <param name="Namespace">The host that names it.</param>
/// <param name="Host">The host to connect to.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Tls">Whether the connection is encrypted.</param>
internal sealed record BrokerEndpoint(string Namespace, string Host, int Port, bool Tls)
{
    private const int PlainPort = 5672;
    private const int TlsPort = 5671;

    public string Scheme => Tls ? "amqps" : "amqp";

    /// <summary>An endpoint of its own namespace, or of what stands before it.</summary>
    public static BrokerEndpoint Of(string name, int port, bool emulator, Uri? custom) => custom is null
        ? new BrokerEndpoint(name, name, port > 0 ? port : emulator ? PlainPort : TlsPort, !emulator)
        : new BrokerEndpoint(name, custom.Host, custom.Port > 0 ? custom.Port : TlsPort, !emulator);

    /// <summary>What a token for an entity is for.</summary>
    public string Audience(string path) => $"{Scheme}://{Namespace}/{path}";
}
