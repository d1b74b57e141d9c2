using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of the session of a batch.</summary>
internal sealed class SessionReceiverLock(ServiceBusSessionReceiver receiver) : ISessionLock
{
    /// <summary>Whether the session is to be given up after the batch.</summary>
    public bool IsReleased { get; private set; }

    public string SessionId => receiver.SessionId;

    public string Entity { get; } = $"{receiver.FullyQualifiedNamespace}/{receiver.EntityPath}";

    public DateTimeOffset LockedUntil => receiver.SessionLockedUntil;

    public async Task<BinaryData?> GetStateAsync() => await receiver.GetSessionStateAsync(CancellationToken.None);

    public Task SetStateAsync(BinaryData state) => receiver.SetSessionStateAsync(state, CancellationToken.None);

    public Task RenewAsync() => receiver.RenewSessionLockAsync(CancellationToken.None);

    public void Release() => IsReleased = true;
}
