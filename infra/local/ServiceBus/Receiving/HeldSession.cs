using Integration.Local.ServiceBus.Amqp.Management;

namespace Integration.Local.ServiceBus.Receiving;

/// <summary>A session that a receiver holds.</summary>
internal sealed class HeldSession(string id, DateTimeOffset lockedUntil, SessionOperations operations)
{
    private long _lockedUntilTicks = lockedUntil.UtcTicks;

    public string Id { get; } = id;

    public SessionOperations Operations { get; } = operations;

    /// <summary>Until when the session is held, UTC.</summary>
    public DateTimeOffset LockedUntil
    {
        get => new(Interlocked.Read(ref _lockedUntilTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _lockedUntilTicks, value.UtcTicks);
    }
}
