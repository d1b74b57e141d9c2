using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Security;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>Claims-based security: takes tokens that entitle the connection to what they cover.</summary>
internal sealed partial class CbsNode(TokenValidator tokens, ILogger logger) : IRequestNode
{
    private const string SasType = "servicebus.windows.net:sastoken";

    public (Message Reply, long Ticket) Handle(Message request, ClientConnection client)
    {
        var properties = request.ApplicationProperties?.Map;
        if (properties?["operation"] as string != "put-token")
        {
            return Reply(501, "only put-token is supported");
        }

        if (properties["type"] as string != SasType)
        {
            // 401 is what clients don't try again.
            return Refuse(properties["name"], $"only tokens of type {SasType} are supported");
        }

        if (properties["name"] is not string audience || request.Body is not string token)
        {
            return Reply(400, "put-token needs a name and a token");
        }

        var (claim, refusal) = tokens.Validate(token, audience);
        if (claim is null)
        {
            return Refuse(audience, refusal!);
        }

        client.Add(claim);
        return Reply(200, "OK");
    }

    private (Message Reply, long Ticket) Refuse(object? audience, string reason)
    {
        LogRefused(audience as string ?? "", reason);
        return Reply(401, reason);
    }

    private static (Message Reply, long Ticket) Reply(int status, string description) => (
        new Message
        {
            ApplicationProperties = new ApplicationProperties { ["status-code"] = status, ["status-description"] = description },
            BodySection = new AmqpValue { Value = new Map() },
        },
        0);

    [LoggerMessage(LogLevel.Warning, "A token for {Audience} was refused: {Reason}")]
    private partial void LogRefused(string audience, string reason);
}
