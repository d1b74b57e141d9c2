namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function can do with the session of its message.</summary>
public class ServiceBusSessionMessageActions
{
    /// <summary>For the host, and for tests that put their own in its place.</summary>
    protected ServiceBusSessionMessageActions()
    {
    }

    /// <summary>Until when the session is locked for this host, UTC.</summary>
    public virtual DateTimeOffset SessionLockedUntil { get; protected set; }

    /// <summary>The state that was last set for the session; null where there is none.</summary>
    public virtual Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) => throw Unbound();

    public virtual Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) => throw Unbound();

    /// <summary>Begins the time of the session's lock anew.</summary>
    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => throw Unbound();

    /// <summary>Gives the session up once the functions that run for it have ended.</summary>
    public virtual Task ReleaseSession(CancellationToken cancellationToken = default) => throw Unbound();

    private static NotSupportedException Unbound() => new("These actions belong to no session. Override what the test needs.");
}
