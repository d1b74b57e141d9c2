using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBus.Amqp;
using Integration.Local.ServiceBus.Messages;

namespace Integration.Local.ServiceBus.Receiving;

/// <summary>What becomes of a message, in the words of a link and in those of a request.</summary>
internal sealed record Settlement(SettlementKind Kind, IEnumerable<KeyValuePair<string, object>>? Properties = null)
{
    private const int MostReasonLength = 4096;

    public string? Reason { get; init; }

    public string? ErrorDescription { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">The broker would not take a reason of this length.</exception>
    public static void ThrowIfTooLong(string? reason, string name) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason?.Length ?? 0, MostReasonLength, name);

    public DeliveryState ToDeliveryState() => Kind switch
    {
        SettlementKind.Complete => new Accepted(),
        // The broker counts the delivery of what is abandoned by itself.
        SettlementKind.Abandon => new Modified { MessageAnnotations = FieldsOf(Properties) },
        SettlementKind.Defer => new Modified { UndeliverableHere = true, MessageAnnotations = FieldsOf(Properties) },
        _ => new Rejected { Error = new Error(AmqpNames.DeadLetter) { Info = DeadLetterInfo() } },
    };

    public Map ToRequest()
    {
        var request = new Map { ["disposition-status"] = Status };
        if (Reason is not null)
        {
            request["deadletter-reason"] = Reason;
        }

        if (ErrorDescription is not null)
        {
            request["deadletter-description"] = ErrorDescription;
        }

        if (Properties is not null)
        {
            var map = new Map();
            foreach (var (name, value) in Properties)
            {
                map[name] = PropertyValue.ToAmqp(name, value);
            }

            request["properties-to-modify"] = map;
        }

        return request;
    }

    // "defered" is how the protocol spells it.
    private string Status => Kind switch
    {
        SettlementKind.Complete => "completed",
        SettlementKind.Abandon => "abandoned",
        SettlementKind.Defer => "defered",
        _ => "suspended",
    };

    private Fields DeadLetterInfo()
    {
        var info = FieldsOf(Properties) ?? [];
        if (Reason is not null)
        {
            info[new Symbol(MessageProperties.DeadLetterReason)] = Reason;
        }

        if (ErrorDescription is not null)
        {
            info[new Symbol(MessageProperties.DeadLetterErrorDescription)] = ErrorDescription;
        }

        return info;
    }

    private static Fields? FieldsOf(IEnumerable<KeyValuePair<string, object>>? properties)
    {
        if (properties is null)
        {
            return null;
        }

        var fields = new Fields();
        foreach (var (name, value) in properties)
        {
            fields[new Symbol(name)] = PropertyValue.ToAmqp(name, value);
        }

        return fields;
    }
}
