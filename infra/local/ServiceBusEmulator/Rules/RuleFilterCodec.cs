using Amqp;
using Amqp.Types;

namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Filters as bytes for the store: an AMQP list, so that property values keep their types.</summary>
internal static class RuleFilterCodec
{
    private const string Everything = "true";
    private const string Nothing = "false";
    private const string Correlation = "correlation";

    public static byte[] Encode(RuleFilter filter)
    {
        var buffer = new ByteBuffer(128, autoGrow: true);
        Encoder.WriteObject(buffer, ToList(filter));
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    public static RuleFilter Decode(byte[] bytes)
    {
        var list = (List)Encoder.ReadObject(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
        return (string)list[0]! switch
        {
            Everything => new TrueFilter(),
            Nothing => new FalseFilter(),
            Correlation => ReadCorrelation(list),
            var kind => throw new FormatException($"'{kind}' is not a kind of filter"),
        };
    }

    private static List ToList(RuleFilter filter) => filter switch
    {
        TrueFilter => new List { Everything },
        FalseFilter => new List { Nothing },
        CorrelationFilter it => new List
        {
            Correlation, it.CorrelationId, it.MessageId, it.To, it.ReplyTo, it.Subject, it.SessionId, it.ReplyToSessionId, it.ContentType,
            ToMap(it.Properties),
        },
        _ => throw new ArgumentException($"{filter.GetType().Name} cannot be stored", nameof(filter)),
    };

    private static Map ToMap(IReadOnlyDictionary<string, object?> properties)
    {
        var map = new Map();
        foreach (var (name, value) in properties)
        {
            map[name] = value;
        }

        return map;
    }

    private static CorrelationFilter ReadCorrelation(List list) => new()
    {
        CorrelationId = (string?)list[1],
        MessageId = (string?)list[2],
        To = (string?)list[3],
        ReplyTo = (string?)list[4],
        Subject = (string?)list[5],
        SessionId = (string?)list[6],
        ReplyToSessionId = (string?)list[7],
        ContentType = (string?)list[8],
        Properties = ((Map)list[9]!).ToDictionary(pair => (string)pair.Key, pair => (object?)pair.Value),
    };
}
