namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>What entities have from outside: the time, names for locks, the journal, an observer, and a clock to be woken by.</summary>
internal sealed class EntityContext(TimeProvider time, IJournal journal, IEntityObserver observer, Func<Guid> newLockToken)
{
    public IJournal Journal { get; } = journal;

    public IEntityObserver Observer { get; } = observer;

    /// <summary>UTC, whole milliseconds: what AMQP and the store can carry.</summary>
    public DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>The earliest instant at which something is due that nobody has been told of yet.</summary>
    public DateTime WakeAt { get; private set; } = DateTime.MaxValue;

    public Guid NewLockToken() => newLockToken();

    public void Wake(DateTime? at)
    {
        if (at < WakeAt)
        {
            WakeAt = at.Value;
        }
    }

    public void Awoke() => WakeAt = DateTime.MaxValue;
}
