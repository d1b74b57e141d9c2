using System.Buffers.Binary;

namespace Integration.Local.ServiceBus.Messages;

/// <summary>A decimal as IEEE 754-2008 decimal128 in binary integer encoding: sign, 14 bits of exponent, 113 bits of coefficient.</summary>
internal static class DecimalBytes
{
    private const int Size = 16;
    private const int Bias = 6176;
    private const int MostScale = 28;
    private const int ExponentShift = 49;
    private const ulong Sign = 1UL << 63;
    private const ulong LongExponent = 3UL << 61;

    public static byte[] Write(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        var high = (bits[3] < 0 ? Sign : 0) | ((ulong)(Bias - scale) << ExponentShift) | (uint)bits[2];
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return bytes;
    }

    /// <returns>Whether the number is one that a decimal can hold.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out decimal value)
    {
        value = 0;
        if (bytes.Length != Size)
        {
            return false;
        }

        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        var scale = Bias - (int)((high & ~Sign) >> ExponentShift);
        var top = high & ((1UL << ExponentShift) - 1);
        if ((high & LongExponent) == LongExponent || scale is < 0 or > MostScale || top > uint.MaxValue)
        {
            return false;
        }

        value = new decimal((int)low, (int)(low >> 32), (int)top, (high & Sign) != 0, (byte)scale);
        return true;
    }
}
