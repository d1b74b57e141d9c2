namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A receiver's hold on a message. In a session the session's lock is what counts, and this one lasts as long.</summary>
internal sealed class MessageLock(Guid token, StoredMessage message, DateTime lockedUntil, MessageSession? session)
{
    private DateTime _lockedUntil = lockedUntil;

    public Guid Token { get; } = token;

    public StoredMessage Message { get; } = message;

    public MessageSession? Session { get; } = session;

    /// <summary>UTC.</summary>
    public DateTime LockedUntil
    {
        get => Session?.LockedUntil ?? _lockedUntil;
        set => _lockedUntil = value;
    }
}
