using Google.Protobuf;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can do with the session of its message, through the host that holds the session.</summary>
[InputConverter(typeof(ServiceBusSessionMessageActionsConverter))]
public class ServiceBusSessionMessageActions
{
    private readonly Settlement.SettlementClient _settlement;
    private readonly string _session;

    internal ServiceBusSessionMessageActions(Settlement.SettlementClient settlement, string session, DateTimeOffset lockedUntil)
    {
        _settlement = settlement;
        _session = session;
        SessionLockedUntil = lockedUntil;
    }

    /// <summary>For tests that put their own in its place: without an override, a method fails.</summary>
    protected ServiceBusSessionMessageActions()
    {
        _settlement = null!;
        _session = "";
    }

    /// <summary>Until when the session is locked for this function's host.</summary>
    public virtual DateTimeOffset SessionLockedUntil { get; protected set; }

    /// <summary>The state that was last set for the session; empty where there is none.</summary>
    /// <exception cref="Grpc.Core.RpcException">The session's lock was lost.</exception>
    public virtual async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default)
    {
        var request = new GetSessionStateRequest { SessionId = _session };
        var answer = await _settlement.GetSessionStateAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        return BinaryData.FromBytes(answer.SessionState.Memory);
    }

    /// <summary>Sets the session's state.</summary>
    /// <inheritdoc cref="GetSessionStateAsync"/>
    public virtual async Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionState);
        var request = new SetSessionStateRequest { SessionId = _session, SessionState = ByteString.CopyFrom(sessionState) };
        await _settlement.SetSessionStateAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the session up once the functions that run for it have ended.</summary>
    /// <inheritdoc cref="GetSessionStateAsync"/>
    public virtual async Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        var request = new ReleaseSessionRequest { SessionId = _session };
        await _settlement.ReleaseSessionAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins the time of the session's lock anew.</summary>
    /// <inheritdoc cref="GetSessionStateAsync"/>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        var request = new RenewSessionLockRequest { SessionId = _session };
        var answer = await _settlement.RenewSessionLockAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        SessionLockedUntil = answer.LockedUntil.ToDateTimeOffset();
    }
}
