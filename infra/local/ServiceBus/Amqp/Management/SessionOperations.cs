using Amqp.Types;

namespace Integration.Local.ServiceBus.Amqp.Management;

/// <summary>Operations on a session, by the one who holds it.</summary>
internal sealed class SessionOperations(ManagementNode node, string sessionId)
{
    private const string State = "session-state";

    /// <returns>Until when the session is held now.</returns>
    public async Task<DateTimeOffset> RenewLockAsync(CancellationToken ct)
    {
        var reply = await node.RequestAsync("renew-session-lock", NewRequest(), ct).ConfigureAwait(false);
        return reply?["expiration"] is DateTime until
            ? new DateTimeOffset(DateTime.SpecifyKind(until, DateTimeKind.Utc))
            : throw AmqpConditions.Exception("amqp:decode-error", "the broker renewed a session without saying until when");
    }

    public async Task<BinaryData?> GetStateAsync(CancellationToken ct)
    {
        var reply = await node.RequestAsync("get-session-state", NewRequest(), ct).ConfigureAwait(false);
        return reply?[State] is byte[] state ? BinaryData.FromBytes(state) : null;
    }

    public Task SetStateAsync(BinaryData? state, CancellationToken ct)
    {
        var request = NewRequest();
        request[State] = state?.ToArray();
        return node.RequestAsync("set-session-state", request, ct);
    }

    private Map NewRequest() => new() { ["session-id"] = sessionId };
}
