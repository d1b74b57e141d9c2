using Amqp.Types;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Messages;
using Integration.Local.ServiceBus.Receiving;

namespace Integration.Local.ServiceBus.Amqp.Management;

/// <summary>Operations on the messages of an entity, by request.</summary>
internal sealed class MessageOperations(ManagementNode node, string? sessionId = null)
{
    private const uint PeekLock = 1;
    private const uint ReceiveAndDelete = 0;
    private const string SequenceNumbers = "sequence-numbers";

    /// <returns>The sequence numbers, one for each message.</returns>
    public async Task<IReadOnlyList<long>> ScheduleAsync(IEnumerable<ScheduledMessage> messages, CancellationToken ct)
    {
        var entries = new List();
        entries.AddRange(messages.Select(message => message.ToMap()));
        var reply = await node.RequestAsync("schedule-message", new Map { ["messages"] = entries }, ct).ConfigureAwait(false);
        return reply?[SequenceNumbers] as long[] ?? [];
    }

    public Task CancelAsync(long[] sequenceNumbers, CancellationToken ct) =>
        node.RequestAsync("cancel-scheduled-message", new Map { [SequenceNumbers] = sequenceNumbers }, ct);

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(long from, int count, CancellationToken ct)
    {
        var request = OfSession(new Map { ["from-sequence-number"] = from, ["message-count"] = count });
        var reply = await node.RequestAsync("peek-message", request, ct).ConfigureAwait(false);
        return [.. Entries(reply).Select(entry => MessageDecoder.Peeked(Content(entry)))];
    }

    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(
        long[] sequenceNumbers, ServiceBusReceiveMode mode, CancellationToken ct)
    {
        var request = OfSession(new Map
        {
            [SequenceNumbers] = sequenceNumbers,
            ["receiver-settle-mode"] = mode == ServiceBusReceiveMode.PeekLock ? PeekLock : ReceiveAndDelete,
        });
        var reply = await node.RequestAsync("receive-by-sequence-number", request, ct).ConfigureAwait(false);
        return [.. Entries(reply).Select(entry => MessageDecoder.Delivered(Content(entry), entry["lock-token"] as Guid? ?? Guid.Empty))];
    }

    /// <returns>Until when the message is locked now.</returns>
    public async Task<DateTimeOffset> RenewLockAsync(Guid lockToken, CancellationToken ct)
    {
        var request = new Map { ["lock-tokens"] = new[] { lockToken } };
        var reply = await node.RequestAsync("renew-lock", request, ct).ConfigureAwait(false);
        return reply?["expirations"] is DateTime[] and [var until]
            ? new DateTimeOffset(DateTime.SpecifyKind(until, DateTimeKind.Utc))
            : throw AmqpConditions.Exception("amqp:decode-error", "the broker renewed a lock without saying until when");
    }

    public Task SettleAsync(Guid lockToken, Settlement settlement, CancellationToken ct)
    {
        var request = OfSession(settlement.ToRequest());
        request["lock-tokens"] = new[] { lockToken };
        return node.RequestAsync("update-disposition", request, ct);
    }

    private static IEnumerable<Map> Entries(Map? reply) => (reply?["messages"] as List)?.OfType<Map>() ?? [];

    private static global::Amqp.Message Content(Map entry) => MessageDecoder.FromBytes((byte[])entry["message"]);

    private Map OfSession(Map request)
    {
        if (sessionId is not null)
        {
            request["session-id"] = sessionId;
        }

        return request;
    }
}
