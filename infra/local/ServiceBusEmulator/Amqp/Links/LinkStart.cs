using System.Runtime.CompilerServices;
using Amqp.Framing;
using Amqp.Listener;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>Answers an attach.</summary>
internal static class LinkStart
{
    /// <summary>Lets a link on which the broker sends begin. Its endpoint hears of every flow, also of one that grants nothing.</summary>
    public static void Accept(ListenerLink link, Attach attach, LinkEndpoint endpoint)
    {
        Initialize(link, endpoint, 0);
        link.CompleteAttach(attach, null);
    }

    /// <summary>Refuses a link: attach without termini, then detach with the error.</summary>
    public static void Refuse(ListenerLink link, Attach attach, Error error) => link.CompleteAttach(attach, error);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "InitializeLinkEndpoint")]
    private static extern void Initialize(ListenerLink link, LinkEndpoint linkEndpoint, uint credit);
}
