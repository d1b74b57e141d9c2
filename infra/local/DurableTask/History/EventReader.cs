using System.Text;

namespace Integration.Local.DurableTask.History;

/// <summary>Reads what <see cref="EventWriter"/> wrote.</summary>
internal ref struct EventReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public int Number() => checked((int)Long());

    public long Long()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }
    }

    public string? Text()
    {
        var length = Number();
        if (length < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    public string RequiredText() => Text() ?? throw new InvalidDataException("A text that must be there is missing.");

    public Dictionary<string, string>? Map()
    {
        var count = Number();
        if (count == 0)
        {
            return null;
        }

        var map = new Dictionary<string, string>(count);
        for (var i = 0; i < count; i++)
        {
            map[RequiredText()] = RequiredText();
        }

        return map;
    }
}
