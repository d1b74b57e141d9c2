using System.Net.Security;

namespace Azure.Messaging.ServiceBus;

/// <summary>How a client connects.</summary>
public class ServiceBusClientOptions
{
    private TimeSpan _connectionIdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>How failed operations are tried again.</summary>
    public ServiceBusRetryOptions RetryOptions { get; set; } = new();

    /// <summary>What AMQP runs over. Default TCP.</summary>
    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;

    /// <summary>Names the client, in logs and to the broker. Default: a generated name.</summary>
    public string? Identifier { get; set; }

    /// <summary>The host and port to connect to instead of the namespace itself, such as a gateway's. Default none.</summary>
    public Uri? CustomEndpointAddress { get; set; }

    /// <summary>Decides whether the broker's certificate is trusted. Default: as the system does.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>After how long without a sign of life a connection counts as lost; not negative. Default 1 minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan ConnectionIdleTimeout
    {
        get => _connectionIdleTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(ConnectionIdleTimeout));
            _connectionIdleTimeout = value;
        }
    }
}
