using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>Operations on the messages of an entity.</summary>
internal sealed class MessageOperations(MessageQueue queue)
{
    private const int MostPeeked = 1000;
    private const int MostDeleted = 4000;
    private const uint PeekLock = 1;

    public ManagementReply Peek(ManagementRequest request)
    {
        var count = (int)Math.Clamp(request.Number("message-count"), 1, MostPeeked);
        var messages = queue.Peek(request.Number("from-sequence-number"), count, request.Text("session-id"));
        return messages.Count == 0 ? ManagementReply.Nothing : ManagementReply.With("messages", ToList(messages, Peeked));
    }

    public ManagementReply RenewLocks(ManagementRequest request) =>
        ManagementReply.With("expirations", queue.RenewLocks(request.All<Guid>("lock-tokens")).ToArray());

    public ManagementReply Schedule(ManagementRequest request)
    {
        var contents = request.All<Map>("messages")
            .Select(entry => entry["message"] as byte[] ?? throw new EntityException(EntityError.BadArgument, "'message' is missing"))
            .Select(bytes => MessageContent.Read(bytes, () => Guid.NewGuid().ToString("N")))
            .ToList();
        return ManagementReply.With("sequence-numbers", queue.Send(contents).ToArray());
    }

    public ManagementReply Cancel(ManagementRequest request)
    {
        queue.Cancel(request.All<long>("sequence-numbers"));
        return ManagementReply.Empty;
    }

    public ManagementReply Delete(ManagementRequest request)
    {
        var count = (int)Math.Clamp(request.Number("message-count"), 1, MostDeleted);
        return ManagementReply.With(
            "message-count", queue.Delete(count, request.Time("enqueued-time-utc"), request.Text("session-id")));
    }

    public ManagementReply ReceiveDeferred(ManagementRequest request)
    {
        var mode = request.Number("receiver-settle-mode") == PeekLock ? ReceiveMode.PeekLock : ReceiveMode.ReceiveAndDelete;
        var messages = queue.ReceiveDeferred(request.All<long>("sequence-numbers"), mode, request.Text("session-id"));
        return ManagementReply.With("messages", ToList(messages, Received));
    }

    public ManagementReply Settle(ManagementRequest request)
    {
        var properties = new Dictionary<string, object?>(Dispositions.Properties(request.Map("properties-to-modify")));
        if (request.Text("deadletter-reason") is { } reason)
        {
            properties[Settlement.Reason] = reason;
        }

        if (request.Text("deadletter-description") is { } description)
        {
            properties[Settlement.ErrorDescription] = description;
        }

        var settlement = new Settlement(Kind(request.RequiredText("disposition-status")), properties);
        foreach (var lockToken in request.All<Guid>("lock-tokens"))
        {
            queue.Settle(lockToken, settlement);
        }

        return ManagementReply.Empty;
    }

    // "defered" is how the protocol spells it.
    private static SettlementKind Kind(string status) => status switch
    {
        "completed" => SettlementKind.Complete,
        "abandoned" => SettlementKind.Abandon,
        "defered" => SettlementKind.Defer,
        "suspended" => SettlementKind.DeadLetter,
        _ => throw new EntityException(EntityError.BadArgument, $"'{status}' is not a disposition"),
    };

    private static List ToList(IReadOnlyList<MessageView> messages, Func<MessageView, Map> entry)
    {
        var list = new List(messages.Count);
        list.AddRange(messages.Select(entry));
        return list;
    }

    private static Map Peeked(MessageView message) => new() { ["message"] = DeliveryEncoder.Encode(message).AsSpan().ToArray() };

    private static Map Received(MessageView message)
    {
        var entry = Peeked(message);
        if (message.LockToken is { } lockToken)
        {
            entry["lock-token"] = lockToken;
        }

        return entry;
    }
}
