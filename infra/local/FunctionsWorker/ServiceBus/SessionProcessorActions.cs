using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>The session of a message, by way of the processor that holds it.</summary>
internal sealed class SessionProcessorActions(ProcessSessionMessageEventArgs args) : ServiceBusSessionMessageActions
{
    public override DateTimeOffset SessionLockedUntil => args.SessionLockedUntil;

    public override async Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) =>
        (await args.GetSessionStateAsync(cancellationToken))!;

    public override Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) =>
        args.SetSessionStateAsync(sessionState, cancellationToken);

    public override Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        args.RenewSessionLockAsync(cancellationToken);

    public override Task ReleaseSession(CancellationToken cancellationToken = default)
    {
        args.ReleaseSession();
        return Task.CompletedTask;
    }
}
