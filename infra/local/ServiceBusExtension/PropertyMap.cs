using Google.Protobuf;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Application properties as an AMQP map, in the types that the Service Bus client takes.</summary>
internal static class PropertyMap
{
    private const int UsualSize = 256;

    /// <summary>The map; nothing where no property is given.</summary>
    /// <exception cref="NotSupportedException">A value has a type that a property can't have.</exception>
    public static ByteString Encode(IEnumerable<KeyValuePair<string, object>>? properties)
    {
        if (properties is null)
        {
            return ByteString.Empty;
        }

        var map = new AmqpMap();
        foreach (var (name, value) in properties)
        {
            map[new MapKey(name)] = Value(name, value);
        }

        using var buffer = new ByteBuffer(UsualSize, autoGrow: true);
        AmqpCodec.EncodeMap(map, buffer);
        return ByteString.CopyFrom(buffer.Buffer, buffer.Offset, buffer.Length);
    }

    private static object? Value(string name, object? value) => value switch
    {
        null or byte or sbyte or char or short or ushort or int or uint or long or ulong or float or double or decimal or bool or Guid
            or string or DateTime => value,
        Uri uri => Described("uri", uri.AbsoluteUri),
        DateTimeOffset time => Described("datetime-offset", time.UtcTicks),
        TimeSpan span => Described("timespan", span.Ticks),
        _ => throw new NotSupportedException(
            $"The property '{name}' is a {value.GetType().Name}, which a message's property can't be: use a number, a Boolean, text, a Guid, "
            + "a time, a time span or an address."),
    };

    private static DescribedType Described(string type, object value) => new(new AmqpSymbol($"com.microsoft:{type}"), value);
}
