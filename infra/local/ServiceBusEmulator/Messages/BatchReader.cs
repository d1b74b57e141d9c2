using System.Buffers.Binary;

namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>
/// Takes a batch apart: every data section of the envelope is one encoded message; the rest of the envelope says nothing.
/// </summary>
internal static class BatchReader
{
    private const byte Binary8 = 0xA0;
    private const byte Binary32 = 0xB0;

    /// <exception cref="FormatException">The bytes are not a batch.</exception>
    public static IEnumerable<byte[]> Read(byte[] envelope) => SectionReader.Read(envelope)
        .Where(section => section.Code == SectionCode.Data)
        .Select(section => Content(envelope.AsSpan(section.Start, section.End - section.Start)));

    private static byte[] Content(ReadOnlySpan<byte> section)
    {
        var value = section[(section[1] == 0x53 ? 3 : 10)..];
        var (width, length) = value[0] switch
        {
            Binary8 => (1, value[1]),
            Binary32 => (4, BinaryPrimitives.ReadInt32BigEndian(value[1..])),
            _ => throw new FormatException("a data section must hold binary"),
        };
        return value.Slice(1 + width, length).ToArray();
    }
}
