using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>Rules as management operations write them: as maps in requests, as described lists in replies.</summary>
internal static class RuleDescription
{
    private const ulong Rule = 0x0000_0137_0000_0004;
    private const ulong EmptyAction = 0x0000_0137_0000_0005;
    private const ulong True = 0x0000_0013_7000_0007;
    private const ulong False = 0x0000_0013_7000_0008;
    private const ulong Correlation = 0x0000_0013_7000_0009;

    public static RuleFilter ReadFilter(Map description)
    {
        if (description["sql-rule-action"] is Map)
        {
            throw new EntityException(EntityError.BadArgument, "rule actions are not supported by this broker");
        }

        if (description["correlation-filter"] is Map correlation)
        {
            return ReadCorrelation(correlation);
        }

        var expression = (description["sql-filter"] as Map)?["expression"] as string
            ?? throw new EntityException(EntityError.BadArgument, "a rule needs a correlation filter or an SQL filter");
        return SqlExpression.Read(expression) ?? throw new EntityException(EntityError.BadArgument, SqlExpression.NotSupported);
    }

    public static DescribedValue Write(SubscriptionRule rule) => Described(
        Rule, WriteFilter(rule.Filter), Described(EmptyAction), rule.Name, rule.CreatedAt);

    private static DescribedValue WriteFilter(RuleFilter filter) => filter switch
    {
        TrueFilter => Described(True),
        FalseFilter => Described(False),
        CorrelationFilter it => Described(
            Correlation, it.CorrelationId, it.MessageId, it.To, it.ReplyTo, it.Subject, it.SessionId, it.ReplyToSessionId, it.ContentType,
            ToMap(it.Properties)),
        _ => throw new ArgumentException($"{filter.GetType().Name} cannot be written", nameof(filter)),
    };

    private static CorrelationFilter ReadCorrelation(Map map) => new()
    {
        CorrelationId = map["correlation-id"] as string,
        MessageId = map["message-id"] as string,
        To = map["to"] as string,
        ReplyTo = map["reply-to"] as string,
        Subject = map["label"] as string,
        SessionId = map["session-id"] as string,
        ReplyToSessionId = map["reply-to-session-id"] as string,
        ContentType = map["content-type"] as string,
        Properties = Dispositions.Properties(map["properties"] as Map),
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

    private static DescribedValue Described(ulong descriptor, params object?[] fields)
    {
        var list = new List(fields.Length);
        list.AddRange(fields);
        return new DescribedValue(descriptor, list);
    }
}
