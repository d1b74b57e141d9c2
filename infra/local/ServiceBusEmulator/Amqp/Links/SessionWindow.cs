using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>
/// The window in which the broker may send on an AMQP session. AMQPNetLite counts a transfer only once it has written it. A client
/// that keeps the largest window and answers a transfer sooner than that makes it reckon a window of nothing, and it sends no more
/// until the client happens to say something else. For such clients the window is opened again.
/// </summary>
internal static class SessionWindow
{
    private const uint Unlimited = uint.MaxValue;

    // Whatever AMQPNetLite has counted, short of this, a window remains.
    private const uint Beyond = 1u << 31;

    private static readonly ConditionalWeakTable<Session, object> _unlimited = [];

    /// <summary>Takes note of the window that a client begins a session with.</summary>
    public static void Note(Session session, Begin begin)
    {
        if (begin.IncomingWindow == Unlimited)
        {
            _unlimited.AddOrUpdate(session, _unlimited);
        }
    }

    /// <summary>Opens the window if it was closed by mistake, and sends what waits for it.</summary>
    public static void Reopen(Session session)
    {
        if (Volatile.Read(ref Outgoing(session)) == 0 && _unlimited.TryGetValue(session, out _))
        {
            OnFlow(session, new Flow { NextIncomingId = 0, IncomingWindow = Beyond });
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "outgoingWindow")]
    private static extern ref uint Outgoing(Session session);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OnFlow")]
    private static extern void OnFlow(Session session, Flow flow);
}
