namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>The lock of a session, by way of whatever holds it. Each method fails as the official client does.</summary>
internal interface ISessionLock
{
    string SessionId { get; }

    /// <summary>Namespace and entity, to tell sessions of one name apart.</summary>
    string Entity { get; }

    DateTimeOffset LockedUntil { get; }

    /// <returns>Null where none was set.</returns>
    Task<BinaryData?> GetStateAsync();

    Task SetStateAsync(BinaryData state);

    /// <summary>Begins the time of the lock anew.</summary>
    Task RenewAsync();

    /// <summary>Gives the session up once the invocations that run for it have ended.</summary>
    void Release();
}
