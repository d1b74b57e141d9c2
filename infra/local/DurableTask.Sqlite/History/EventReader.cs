using System.Runtime.InteropServices;
using System.Text;

namespace Integration.Local.DurableTask.Sqlite.History;

/// <summary>Reads what <see cref="EventWriter"/> wrote.</summary>
internal ref struct EventReader(ReadOnlySpan<byte> data)
{
    /// <summary>Stands in place of a text's length where there is none.</summary>
    public const int NoText = -1;

    /// <summary>Stands before the length of a text that is kept in UTF-16.</summary>
    public const int RawText = -2;

    /// <summary>Stands in place of a map's length where there is none.</summary>
    public const int NoMap = -1;

    private ReadOnlySpan<byte> _rest = data;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public int Number() => checked((int)Long());

    public long Long()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException("A number does not end.");
    }

    public string? Text()
    {
        var length = Number();
        return length switch
        {
            NoText => null,
            RawText => new string(MemoryMarshal.Cast<byte, char>(Take(checked(Number() * 2)))),
            _ => Encoding.UTF8.GetString(Take(length)),
        };
    }

    public string RequiredText() => Text() ?? throw new InvalidDataException("A text that must be there is missing.");

    public DateTime Time()
    {
        var kind = (DateTimeKind)Byte();
        return new DateTime(Long(), kind);
    }

    public DateTime? TimeOrNull() => Flag() ? Time() : null;

    public Dictionary<string, string>? Map()
    {
        var count = Number();
        if (count == NoMap)
        {
            return null;
        }

        var map = new Dictionary<string, string>();
        for (var i = 0; i < count; i++)
        {
            map[RequiredText()] = Text()!;
        }

        return map;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw new InvalidDataException("It ends too early.");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
