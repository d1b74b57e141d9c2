using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>What AMQPNetLite keeps to itself, and a Service Bus client can't do without.</summary>
internal static class LinkInternals
{
    private const string Delivery = "Amqp.Delivery, Amqp.Net";

    /// <summary>How many messages a link still takes.</summary>
    public static int Credit(ReceiverLink link) => CreditOf(link);

    /// <summary>
    /// Tells the broker what became of a message. Unsettled, the broker answers, and so says whether the lock still held; the
    /// public methods settle at once.
    /// </summary>
    public static void Dispose(ReceiverLink link, Message message, DeliveryState state, bool settled) =>
        DisposeDelivery(link.Session, role: true, DeliveryOf(message), state, settled);

    /// <summary>Sends without regard to an ambient transaction, which this client does not take part in.</summary>
    public static void Send(SenderLink link, Message message, OutcomeCallback? callback) =>
        link.Send(message, deliveryState: null, callback, state: null);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "credit")]
    private static extern ref int CreditOf(ReceiverLink link);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Delivery")]
    [return: UnsafeAccessorType(Delivery)]
    private static extern object DeliveryOf(Message message);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "DisposeDelivery")]
    private static extern void DisposeDelivery(
        Session session, bool role, [UnsafeAccessorType(Delivery)] object delivery, DeliveryState state, bool settled);
}
