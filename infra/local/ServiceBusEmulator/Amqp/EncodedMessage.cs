using Amqp;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>A message that came in, not decoded.</summary>
internal sealed class EncodedMessage(byte[] bytes) : Message
{
    public byte[] Bytes { get; } = bytes;
}
