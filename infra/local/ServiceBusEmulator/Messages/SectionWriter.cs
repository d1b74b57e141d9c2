using Amqp;
using Amqp.Types;

namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>Encodes sections of a message, and only these: AMQPNetLite's own encoding adds an empty body where there is none.</summary>
internal static class SectionWriter
{
    private const int TypicalSize = 256;

    public static ByteBuffer Write(params ReadOnlySpan<RestrictedDescribed?> sections)
    {
        var buffer = new ByteBuffer(TypicalSize, autoGrow: true);
        foreach (var section in sections)
        {
            section?.Encode(buffer);
        }

        return buffer;
    }

    public static ReadOnlySpan<byte> AsSpan(this ByteBuffer buffer) => buffer.Buffer.AsSpan(buffer.Offset, buffer.Length);
}
