using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>The session of a batch, by way of the receiver that holds it.</summary>
internal sealed class SessionReceiverActions(ServiceBusSessionReceiver receiver) : ServiceBusSessionMessageActions
{
    public bool IsReleased { get; private set; }

    public override DateTimeOffset SessionLockedUntil => receiver.SessionLockedUntil;

    public override async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        (await receiver.GetSessionStateAsync(cancellationToken))!;

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        receiver.SetSessionStateAsync(sessionState, cancellationToken);

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        receiver.RenewSessionLockAsync(cancellationToken);

    public override Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        IsReleased = true;
        return Task.CompletedTask;
    }
}
