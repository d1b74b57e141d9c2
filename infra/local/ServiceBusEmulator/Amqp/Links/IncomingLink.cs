using Amqp.Framing;
using Amqp.Listener;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Messages;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp.Links;

/// <summary>A link on which a client sends to a queue or topic. A message is accepted once its commit is on disk.</summary>
internal sealed partial class IncomingLink(
    ListenerLink link, MessageQueue target, ServiceBusNamespace entities, int maxMessageSize, ILogger logger)
{
    /// <summary>As many as the JavaScript client buffers: with fewer it pauses for a second.</summary>
    public const uint Credit = 2048;

    public void OnMessage(EncodedMessage message)
    {
        try
        {
            Accept(message);
        }
        catch (EntityException exception)
        {
            Refuse(message, AmqpErrors.Of(exception));
        }
        catch (FormatException exception)
        {
            Refuse(message, AmqpErrors.Of(AmqpErrors.DecodeError, exception.Message));
        }
        catch (Exception exception)
        {
            LogFailed(exception, target.Address);
            Refuse(message, AmqpErrors.Of(AmqpErrors.InternalError, "the broker failed to take the message"));
        }
    }

    private void Accept(EncodedMessage message)
    {
        if (message.Bytes.Length > maxMessageSize)
        {
            Refuse(message, AmqpErrors.Of(
                AmqpErrors.MessageTooLarge, $"the message has {message.Bytes.Length} bytes, more than the {maxMessageSize} allowed"));
            return;
        }

        var contents = message.Format == AmqpNames.BatchFormat
            ? BatchReader.Read(message.Bytes).Select(Read).ToList()
            : [Read(message.Bytes)];
        var (_, ticket) = entities.Execute(() => target.Send(contents));
        entities.After(ticket, () => link.DisposeMessage(message, new Accepted(), settled: true));
    }

    private static MessageContent Read(byte[] bytes) => MessageContent.Read(bytes, () => Guid.NewGuid().ToString("N"));

    private void Refuse(EncodedMessage message, Error error)
    {
        LogRefused(message.Bytes.Length, target.Address, error.Condition);
        link.DisposeMessage(message, new Rejected { Error = error }, settled: true);
    }

    [LoggerMessage(LogLevel.Warning, "A message of {Bytes} bytes for {Address} was refused: {Condition}")]
    private partial void LogRefused(int bytes, string address, string condition);

    [LoggerMessage(LogLevel.Error, "A message for {Address} could not be taken")]
    private partial void LogFailed(Exception exception, string address);
}
