using System.Buffers.Binary;

namespace Integration.Local.ServiceBusEmulator.Messages;

/// <summary>
/// Finds the sections of an encoded message without decoding them, so that a message passes through byte for byte.
/// Every AMQP value tells its width in the high half of its constructor (AMQP 1.0, part 1, section 1.2).
/// </summary>
internal static class SectionReader
{
    private const byte Described = 0x00;
    private const byte SmallULong = 0x53;
    private const byte ULong = 0x80;

    /// <exception cref="FormatException">The bytes are not a message.</exception>
    public static IReadOnlyList<Section> Read(ReadOnlySpan<byte> message)
    {
        var sections = new List<Section>(6);
        for (var position = 0; position < message.Length;)
        {
            var start = position;
            var code = ReadDescriptor(message, ref position);
            if (!Enum.IsDefined(code))
            {
                throw new FormatException($"0x{(ulong)code:x} is not the descriptor of a message section");
            }

            Skip(message, ref position);
            sections.Add(new Section(code, start, position));
        }

        return sections;
    }

    private static SectionCode ReadDescriptor(ReadOnlySpan<byte> message, ref int position)
    {
        if (Take(message, ref position, 1)[0] != Described)
        {
            throw new FormatException("a message section must be a described value");
        }

        return Take(message, ref position, 1)[0] switch
        {
            SmallULong => (SectionCode)Take(message, ref position, 1)[0],
            ULong => (SectionCode)BinaryPrimitives.ReadUInt64BigEndian(Take(message, ref position, 8)),
            _ => throw new FormatException("the descriptor of a message section must be a number"),
        };
    }

    private static void Skip(ReadOnlySpan<byte> message, ref int position)
    {
        var constructor = Take(message, ref position, 1)[0];
        if (constructor == Described)
        {
            Skip(message, ref position);
            Skip(message, ref position);
            return;
        }

        var width = (constructor >> 4) switch
        {
            0x4 => 0,
            0x5 => 1,
            0x6 => 2,
            0x7 => 4,
            0x8 => 8,
            0x9 => 16,
            0xA or 0xC or 0xE => Take(message, ref position, 1)[0],
            0xB or 0xD or 0xF => BinaryPrimitives.ReadInt32BigEndian(Take(message, ref position, 4)),
            _ => throw new FormatException($"0x{constructor:x2} is not an AMQP constructor"),
        };
        Take(message, ref position, width);
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> message, ref int position, int count)
    {
        if (count < 0 || count > message.Length - position)
        {
            throw new FormatException("the message ends in the middle of a value");
        }

        var taken = message.Slice(position, count);
        position += count;
        return taken;
    }
}
