using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Integration.Local.ServiceBusEmulator.Amqp.Links;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>
/// What AMQPNetLite only lets its event handler do: give deliveries their tag, see how sessions begin, and answer an attach just
/// before the detach that follows it is processed.
/// </summary>
internal sealed class LinkEvents : IHandler
{
    private readonly ConcurrentDictionary<Link, OutgoingLink> _waiting = [];

    /// <summary>A link whose attach may stay without an answer for long.</summary>
    public void Watch(Link link, OutgoingLink endpoint)
    {
        _waiting[link] = endpoint;
        link.AddClosedCallback((_, _) => _waiting.TryRemove(link, out OutgoingLink? _));
    }

    public bool CanHandle(EventId id) => id is EventId.SendDelivery or EventId.LinkRemoteClose or EventId.SessionRemoteOpen;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.SendDelivery && protocolEvent.Context is IDelivery { Message: LockedMessage message } delivery)
        {
            delivery.Tag = message.LockToken.ToByteArray();
        }
        else if (protocolEvent.Id == EventId.LinkRemoteClose && _waiting.TryGetValue(protocolEvent.Link, out var endpoint))
        {
            endpoint.Detach();
        }
        else if (protocolEvent is { Id: EventId.SessionRemoteOpen, Context: Begin begin })
        {
            SessionWindow.Note(protocolEvent.Session, begin);
        }
    }
}
