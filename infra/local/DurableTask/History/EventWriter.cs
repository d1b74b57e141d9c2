using System.Buffers;
using System.Text;

namespace Integration.Local.DurableTask.History;

/// <summary>Writes the primitives of the event format: variable-length integers, length-prefixed UTF-8, maps.</summary>
internal ref struct EventWriter(ArrayBufferWriter<byte> buffer)
{
    private readonly ArrayBufferWriter<byte> _buffer = buffer;

    public readonly void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public readonly void Number(int value) => Long(value);

    /// <summary>Zigzag, so that small negative numbers are short too.</summary>
    public readonly void Long(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = _buffer.GetSpan(10);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _buffer.Advance(length);
    }

    public readonly void Text(string? value)
    {
        if (value is null)
        {
            Number(-1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    public readonly void Map(IReadOnlyDictionary<string, string>? map)
    {
        Number(map?.Count ?? 0);
        foreach (var (key, value) in map ?? EmptyMap)
        {
            Text(key);
            Text(value);
        }
    }

    private static readonly Dictionary<string, string> EmptyMap = [];
}
