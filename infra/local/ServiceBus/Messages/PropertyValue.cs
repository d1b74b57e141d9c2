using System.Runtime.Serialization;
using Amqp.Types;
using Integration.Local.ServiceBus.Amqp;
using AmqpDecimal = Amqp.Types.Decimal;

namespace Integration.Local.ServiceBus.Messages;

/// <summary>
/// Values of application properties. What AMQP has no type for travels as a described value, under the names that Service Bus uses.
/// </summary>
internal static class PropertyValue
{
    /// <exception cref="SerializationException">Messages can't carry values of this type.</exception>
    public static object? ToAmqp(string name, object? value) => value switch
    {
        null or string or char or bool or Guid or byte[] => value,
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double => value,
        decimal number => new AmqpDecimal(DecimalBytes.Write(number)),
        DateTime moment => moment.ToUniversalTime(),
        DateTimeOffset moment => new DescribedValue(AmqpNames.DateTimeOffsetType, moment.UtcTicks),
        TimeSpan duration => new DescribedValue(AmqpNames.TimeSpanType, duration.Ticks),
        Uri uri => new DescribedValue(AmqpNames.UriType, uri.OriginalString),
        ArraySegment<byte> bytes => bytes.ToArray(),
        _ => throw new SerializationException(
            $"application property '{name}' has a value of type {value.GetType()}, which a message can't carry: make it a string"),
    };

    public static object? FromAmqp(object? value) => value switch
    {
        DescribedValue { Descriptor: Symbol type } described => FromDescribed(type, described.Value),
        Symbol symbol => symbol.ToString(),
        AmqpDecimal number when DecimalBytes.TryRead(number.Bytes, out var read) => read,
        _ => value,
    };

    private static object? FromDescribed(Symbol type, object? value) => value switch
    {
        long ticks when type.Equals(AmqpNames.TimeSpanType) => new TimeSpan(ticks),
        long ticks when type.Equals(AmqpNames.DateTimeOffsetType) => new DateTimeOffset(ticks, TimeSpan.Zero),
        string text when type.Equals(AmqpNames.UriType) => new Uri(text, UriKind.RelativeOrAbsolute),
        _ => value,
    };
}
