using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Listener;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>
/// The credit of a link that the broker sends on. AMQPNetLite sets its own count to nothing at every flow that does not raise the
/// limit, also when the receiver only asks to drain what it granted; here the count is kept, and put right after such a flow.
/// Not safe for concurrent use: sending and counting go under one lock.
/// </summary>
internal sealed class LinkCredit(ListenerLink link)
{
    private long _granted;
    private long _sent;

    /// <summary>How many messages may still be sent.</summary>
    public long Unused => _granted - _sent;

    public void OnFlow(int change)
    {
        if (change > 0)
        {
            _granted = _sent + Counted(link);
            return;
        }

        _granted = Math.Max(_granted + change, _sent);
        Counted(link) = (uint)Unused;
    }

    public void OnSent() => _sent++;

    /// <summary>Gives back what is unused, if the receiver still wants it drained.</summary>
    public void Drain()
    {
        // A receiver that has all it granted may grant anew before it hears of this; what it grants then is not to be given back.
        lock (LockOf(link))
        {
            if (!link.IsDraining || Counted(link) != Unused)
            {
                return;
            }

            _sent = _granted;
            link.CompleteDrain();
            // The receiver of the JavaScript client learns of it only by a flow that says drain itself.
            link.SetCredit(0, drain: true, autoRestore: false);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ThisLock")]
    private static extern object LockOf(Link link);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "credit")]
    private static extern ref uint Counted(ListenerLink link);
}
