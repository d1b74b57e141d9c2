using Amqp;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>Answers requests.</summary>
internal interface IRequestNode
{
    /// <summary>The reply, and the commit after which it may be sent.</summary>
    (Message Reply, long Ticket) Handle(Message request, ClientConnection client);
}
