using System.Buffers.Binary;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>
/// Reads a write-ahead log in SQLite's format (https://sqlite.org/fileformat2.html#walformat) to find out whether it is whole.
/// </summary>
internal static class WriteAheadLogReader
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const uint Magic = 0x377F0682;

    /// <summary>What is wrong with it; null for nothing.</summary>
    public static string? Damage(ReadOnlySpan<byte> log)
    {
        if (!log.ContainsAnyExcept((byte)0))
        {
            return null;
        }

        if (log.Length < HeaderSize)
        {
            return "it ends within its header";
        }

        var words = Number(log, 0) switch { Magic => Endian.Little, Magic | 1 => Endian.Big, _ => Endian.None };
        var sum = words == Endian.None ? default : Sum(log[..24], default, words);
        if (words == Endian.None || sum != (Number(log, 24), Number(log, 28)))
        {
            return "its header is not one";
        }

        return DamageBehind(log[HeaderSize..], FrameHeaderSize + (int)Number(log, 8), log[16..24], sum, words);
    }

    private static string? DamageBehind(ReadOnlySpan<byte> frames, int size, ReadOnlySpan<byte> salts, (uint, uint) sum, Endian words)
    {
        var (firstBad, lost) = (-1, 0);
        for (var i = 0; i < frames.Length / size; i++)
        {
            var frame = frames.Slice(i * size, size);
            var isOfThisLog = frame[8..16].SequenceEqual(salts);
            if (firstBad < 0)
            {
                sum = Sum(frame[FrameHeaderSize..], Sum(frame[..8], sum, words), words);
                firstBad = isOfThisLog && sum == (Number(frame, 16), Number(frame, 20)) ? -1 : i;
            }

            // A frame behind that with other salts is left over from before the log was begun again; the last of a transaction has a size.
            lost += firstBad >= 0 && isOfThisLog && Number(frame, 4) != 0 ? 1 : 0;
        }

        return lost > 1 ? $"{lost} transactions can't be read, from frame {firstBad + 1} on" : null;
    }

    private static uint Number(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32BigEndian(data[offset..]);

    private static (uint, uint) Sum(ReadOnlySpan<byte> data, (uint, uint) before, Endian words)
    {
        var (a, b) = before;
        for (; data.Length >= 8; data = data[8..])
        {
            var (first, second) = words == Endian.Little
                ? (BinaryPrimitives.ReadUInt32LittleEndian(data), BinaryPrimitives.ReadUInt32LittleEndian(data[4..]))
                : (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            unchecked
            {
                a += first + b;
                b += second + a;
            }
        }

        return (a, b);
    }

    private enum Endian
    {
        None,
        Little,
        Big,
    }
}
