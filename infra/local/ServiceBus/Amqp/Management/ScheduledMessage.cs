using Amqp;
using Amqp.Types;
using Integration.Local.ServiceBus.Messages;

namespace Integration.Local.ServiceBus.Amqp.Management;

/// <summary>A message to be scheduled: it says itself when, in its annotations.</summary>
internal sealed record ScheduledMessage(Message Message)
{
    public Map ToMap()
    {
        var map = new Map
        {
            ["message"] = MessageEncoder.ToBytes(Message),
            ["message-id"] = Message.Properties.MessageId,
        };
        if (Message.Properties.GroupId is { } sessionId)
        {
            map["session-id"] = sessionId;
        }

        if (Message.MessageAnnotations?[AmqpNames.PartitionKey] is string partition)
        {
            map["partition-key"] = partition;
        }

        return map;
    }
}
