using System.Buffers.Binary;
using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Integration.Local.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// The SASL layer (AMQP 1.0, part 5). Every offered mechanism lets everyone in: who may do what is decided by the tokens put to
/// <c>$cbs</c>. It returns only once the client's AMQP header has come in, and so nothing is sent before: the JavaScript client
/// leaves what comes in one piece with the outcome lying until more bytes arrive.
/// </summary>
internal static class SaslNegotiation
{
    private const int HeaderSize = 8;
    private const int FrameHeaderSize = 8;
    private const int LargestFrame = 4096;
    private const byte SaslFrame = 1;
    private const byte TlsHandshake = 0x16;
    private const string Encrypted = "it speaks TLS, which this broker has not; put UseDevelopmentEmulator=true in its connection string";

    private static readonly byte[] _saslHeader = [.. "AMQP"u8, 3, 1, 0, 0];
    private static readonly byte[] _amqpHeader = [.. "AMQP"u8, 0, 1, 0, 0];
    private static readonly Symbol[] _mechanisms = [new("MSSBCBS"), new("ANONYMOUS"), new("EXTERNAL")];

    /// <returns>Why the client may not go on; null: it may.</returns>
    public static async Task<string?> RunAsync(SocketTransport transport)
    {
        var header = await transport.PeekAsync(HeaderSize).ConfigureAwait(false);
        if (header.Span.SequenceEqual(_amqpHeader))
        {
            return null;
        }

        await transport.WriteAsync(_saslHeader).ConfigureAwait(false);
        if (!header.Span.SequenceEqual(_saslHeader))
        {
            return header.Span[0] == TlsHandshake ? Encrypted : "it does not speak AMQP 1.0";
        }

        transport.Skip(HeaderSize);
        await transport.WriteAsync(Frame(new SaslMechanisms { SaslServerMechanisms = _mechanisms })).ConfigureAwait(false);
        var accepted = await ReadInitAsync(transport).ConfigureAwait(false);
        await transport.WriteAsync(Frame(new SaslOutcome { Code = accepted ? SaslCode.Ok : SaslCode.Auth })).ConfigureAwait(false);
        if (!accepted)
        {
            return "it asks for a SASL mechanism that is not offered";
        }

        var next = await transport.PeekAsync(HeaderSize).ConfigureAwait(false);
        return next.Span.SequenceEqual(_amqpHeader) ? null : "it does not go on with AMQP 1.0 after SASL";
    }

    private static async Task<bool> ReadInitAsync(SocketTransport transport)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian((await transport.PeekAsync(FrameHeaderSize).ConfigureAwait(false)).Span);
        if (size is < FrameHeaderSize or > LargestFrame)
        {
            return false;
        }

        var frame = (await transport.PeekAsync(size).ConfigureAwait(false)).ToArray();
        transport.Skip(size);
        var body = new ByteBuffer(frame, FrameHeaderSize, size - FrameHeaderSize, size - FrameHeaderSize);
        return Encoder.ReadObject(body) is SaslInit init && _mechanisms.Contains(init.Mechanism);
    }

    private static byte[] Frame(DescribedList command)
    {
        var body = new ByteBuffer(256, autoGrow: true);
        command.Encode(body);
        var frame = new byte[FrameHeaderSize + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        frame[4] = 2;
        frame[5] = SaslFrame;
        Buffer.BlockCopy(body.Buffer, body.Offset, frame, FrameHeaderSize, body.Length);
        return frame;
    }
}
