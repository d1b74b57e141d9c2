using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>The outcome of a management operation, with the status codes of HTTP.</summary>
internal sealed record ManagementReply(int Status, string Description, Map Body, string? Condition = null)
{
    public static ManagementReply Empty { get; } = new(200, "OK", []);

    public static ManagementReply Nothing { get; } = new(204, "there is nothing", []);

    public static ManagementReply With(string name, object? value) => new(200, "OK", new Map { [name] = value });

    public static ManagementReply Error(int status, string condition, string description) => new(status, description, [], condition);

    public Message ToMessage(object? trackingId)
    {
        var properties = new ApplicationProperties { ["statusCode"] = Status, ["statusDescription"] = Description };
        if (Condition is not null)
        {
            properties["errorCondition"] = new Symbol(Condition);
        }

        if (trackingId is not null)
        {
            properties[ManagementNode.TrackingId] = trackingId;
        }

        return new Message { ApplicationProperties = properties, BodySection = new AmqpValue { Value = Body } };
    }
}
