using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Integration.Local.DurableTask.Sqlite.History;

/// <summary>Writes the primitives of the event format: variable-length integers, length-prefixed texts, times, maps.</summary>
internal ref struct EventWriter(ArrayBufferWriter<byte> buffer)
{
    private readonly ArrayBufferWriter<byte> _buffer = buffer;

    public readonly void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public readonly void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public readonly void Number(int value) => Long(value);

    /// <summary>Zigzag, so that small negative numbers are short too.</summary>
    public readonly void Long(long value) => _buffer.Advance(Put(_buffer.GetSpan(10), value));

    public readonly void Text(string? value)
    {
        if (value is null)
        {
            Number(EventReader.NoText);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        var span = _buffer.GetSpan(10 + length);
        var prefix = Put(span, length);
        if (Utf8.FromUtf16(value, span.Slice(prefix, length), out _, out _, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            _buffer.Advance(prefix + length);
        }
        else
        {
            RawText(value);
        }
    }

    public readonly void Time(DateTime value)
    {
        Byte((byte)value.Kind);
        Long(value.Ticks);
    }

    public readonly void Time(DateTime? value)
    {
        Flag(value is not null);
        if (value is { } time)
        {
            Time(time);
        }
    }

    public readonly void Map(IDictionary<string, string>? map)
    {
        Number(map?.Count ?? EventReader.NoMap);
        foreach (var (key, value) in map ?? EmptyMap)
        {
            Text(key);
            Text(value);
        }
    }

    private static readonly Dictionary<string, string> EmptyMap = [];

    /// <summary>A text with half a surrogate pair is no UTF-8; it is kept as it is.</summary>
    private readonly void RawText(string value)
    {
        Number(EventReader.RawText);
        Number(value.Length);
        var span = _buffer.GetSpan(value.Length * 2);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(span);
        _buffer.Advance(value.Length * 2);
    }

    private static int Put(Span<byte> span, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        return length;
    }
}
