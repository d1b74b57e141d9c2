using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Integration.Local.ServiceBusEmulator.Entities;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>A link on which a client sends requests. The reply goes to the link of the same connection that the request names.</summary>
internal sealed partial class RequestLink(
    ListenerLink link, IRequestNode node, ClientConnection client, ServiceBusNamespace entities, ILogger logger)
{
    public const uint Credit = 100;

    public void OnMessage(EncodedMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception exception)
        {
            LogFailed(exception, link.Name);
            Refuse(message, AmqpErrors.Of(AmqpErrors.InternalError, "the broker failed to handle the request"));
        }
    }

    private void Handle(EncodedMessage message)
    {
        var request = Message.Decode(new ByteBuffer(message.Bytes, 0, message.Bytes.Length, message.Bytes.Length));
        if (request.Properties?.ReplyTo is not { } replyTo || client.FindReplyLink(replyTo) is not { } replies)
        {
            Refuse(message, AmqpErrors.Of(AmqpErrors.NotFound, "the request names no link of this connection to reply to"));
            return;
        }

        link.DisposeMessage(message, new Accepted(), settled: true);
        var (reply, ticket) = node.Handle(request, client);
        reply.Properties ??= new Properties();
        reply.Properties.SetCorrelationId(request.Properties.GetMessageId());
        entities.After(ticket, () => replies.Send(reply));
    }

    private void Refuse(EncodedMessage message, Error error) => link.DisposeMessage(message, new Rejected { Error = error }, settled: true);

    [LoggerMessage(LogLevel.Error, "A request on {Link} could not be handled")]
    private partial void LogFailed(Exception exception, string link);
}
