using System.Net.Security;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>How a connection is opened.</summary>
/// <param name="ContainerId">Names this end.</param>
/// <param name="IdleTimeout">After how long without a sign of life the connection counts as lost; 0: never.</param>
/// <param name="CertificateValidation">Decides on the broker's certificate; null: as the system does.</param>
internal sealed record ConnectionSettings(
    string ContainerId, TimeSpan IdleTimeout, RemoteCertificateValidationCallback? CertificateValidation);
