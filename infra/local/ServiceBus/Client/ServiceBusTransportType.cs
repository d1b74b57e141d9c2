namespace Azure.Messaging.ServiceBus;

/// <summary>What AMQP runs over.</summary>
public enum ServiceBusTransportType
{
    /// <summary>TCP: with TLS on port 5671, or plain with <c>UseDevelopmentEmulator=true</c>.</summary>
    AmqpTcp = 0,
}
