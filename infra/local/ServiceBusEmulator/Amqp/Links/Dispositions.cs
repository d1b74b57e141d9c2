using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>What a delivery state says about a message.</summary>
internal static class Dispositions
{
    /// <summary>Null: nothing yet.</summary>
    public static Settlement? Read(DeliveryState? state) => state switch
    {
        Accepted => Settlement.Complete,
        Released or null => Settlement.Release,
        Modified modified => new Settlement(
            modified.UndeliverableHere ? SettlementKind.Defer : SettlementKind.Abandon, Properties(modified.MessageAnnotations)),
        // Clients name the keys by symbols, or, the JavaScript client, by strings.
        Rejected rejected => new Settlement(SettlementKind.DeadLetter, Properties(rejected.Error?.Info)),
        _ => null,
    };

    public static IReadOnlyDictionary<string, object?> Properties(Map? map) =>
        map?.ToDictionary(pair => pair.Key.ToString()!, pair => (object?)pair.Value) ?? [];
}
