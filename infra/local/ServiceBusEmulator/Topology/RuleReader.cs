using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>Reads a subscription's rules.</summary>
internal static class RuleReader
{
    public static RuleTopology Read(JsonCursor rule, UniqueNames names)
    {
        var members = rule.Members("Name", "Properties");
        var name = names.Add(members.Required("Name"), members.Required("Name").Text());
        var properties = members.Required("Properties").Members("FilterType", "CorrelationFilter", "SqlFilter", "Action");
        if (properties.Optional("Action") is { } action)
        {
            throw action.Error("rule actions are not supported by this broker; remove Action");
        }

        var type = properties.Required("FilterType");
        return type.Text() switch
        {
            "Correlation" => new RuleTopology(name, ReadCorrelation(properties.Required("CorrelationFilter"))),
            "Sql" => new RuleTopology(name, ReadSql(properties.Required("SqlFilter"))),
            _ => throw type.Error("expected Correlation or Sql"),
        };
    }

    private static CorrelationFilter ReadCorrelation(JsonCursor filter)
    {
        var members = filter.Members(
            "ContentType", "CorrelationId", "Label", "MessageId", "ReplyTo", "ReplyToSessionId", "SessionId", "To", "Properties");
        var read = new CorrelationFilter
        {
            ContentType = members.Optional("ContentType")?.Text(),
            CorrelationId = members.Optional("CorrelationId")?.Text(),
            Subject = members.Optional("Label")?.Text(),
            MessageId = members.Optional("MessageId")?.Text(),
            ReplyTo = members.Optional("ReplyTo")?.Text(),
            ReplyToSessionId = members.Optional("ReplyToSessionId")?.Text(),
            SessionId = members.Optional("SessionId")?.Text(),
            To = members.Optional("To")?.Text(),
            Properties = ReadProperties(members.Optional("Properties")),
        };
        return filter.Element.EnumerateObject().Any() ? read : throw filter.Error("a correlation filter must set at least one field");
    }

    private static Dictionary<string, object?> ReadProperties(JsonCursor? properties)
    {
        if (properties is not { } cursor)
        {
            return [];
        }

        return cursor.Element.ValueKind == System.Text.Json.JsonValueKind.Object
            ? cursor.Element.EnumerateObject().ToDictionary(
                property => property.Name, property => (object?)cursor.At(property.Name, property.Value).Scalar())
            : throw cursor.Error("expected an object of application properties");
    }

    private static RuleFilter ReadSql(JsonCursor filter)
    {
        var expression = filter.Members("SqlExpression").Required("SqlExpression");
        return SqlExpression.Read(expression.Text()) ?? throw expression.Error(SqlExpression.NotSupported);
    }
}
