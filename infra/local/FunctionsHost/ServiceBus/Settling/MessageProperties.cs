using Google.Protobuf;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>Reads the properties to modify, which a worker sends as an encoded AMQP map.</summary>
internal static class MessageProperties
{
    /// <returns>Null where there are none.</returns>
    /// <exception cref="FormatException">It is no AMQP map.</exception>
    public static Dictionary<string, object>? Decode(ByteString encoded)
    {
        if (encoded.IsEmpty)
        {
            return null;
        }

        try
        {
            var bytes = encoded.ToByteArray();
            using var buffer = new ByteBuffer(bytes, 0, bytes.Length);
            return AmqpCodec.DecodeMap(buffer).ToDictionary(pair => pair.Key.ToString(), pair => ValueOf(pair.Value));
        }
        catch (AmqpException error)
        {
            throw new FormatException($"The properties to modify are no AMQP map: {error.Message}", error);
        }
    }

    // The types that AMQP has no name for are described with Microsoft's.
    private static object ValueOf(object value) => value switch
    {
        DescribedType { Descriptor: AmqpSymbol { Value: "com.microsoft:uri" }, Value: string uri } => new Uri(uri),
        DescribedType { Descriptor: AmqpSymbol { Value: "com.microsoft:timespan" }, Value: long ticks } => new TimeSpan(ticks),
        DescribedType { Descriptor: AmqpSymbol { Value: "com.microsoft:datetime-offset" }, Value: long ticks } =>
            new DateTimeOffset(ticks, TimeSpan.Zero),
        AmqpSymbol symbol => symbol.Value,
        _ => value,
    };
}
