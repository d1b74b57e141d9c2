using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of a session that a processor holds.</summary>
internal sealed class SessionProcessorLock(ProcessSessionMessageEventArgs args) : ISessionLock
{
    public string SessionId => args.SessionId;

    public string Entity { get; } = $"{args.FullyQualifiedNamespace}/{args.EntityPath}";

    public DateTimeOffset LockedUntil => args.SessionLockedUntil;

    public async Task<BinaryData?> GetStateAsync() => await args.GetSessionStateAsync(CancellationToken.None);

    public Task SetStateAsync(BinaryData state) => args.SetSessionStateAsync(state, CancellationToken.None);

    public Task RenewAsync() => args.RenewSessionLockAsync(CancellationToken.None);

    public void Release() => args.ReleaseSession();
}
