namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>The sessions of a queue: which are held and until when, which wait for a receiver, and which receivers wait for one.</summary>
internal sealed class SessionTable
{
    private readonly Dictionary<string, MessageSession> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<MessageSession> _held = [];
    private readonly LinkedList<MessageSession> _ready = [];
    private readonly List<SessionWaiter> _waiters = [];

    public DateTime? NextDeadline =>
        Earlier(_held.First?.Value.LockedUntil, _waiters.Count == 0 ? null : _waiters.Min(waiter => waiter.Deadline));

    public MessageSession? Find(string id) => _byId.GetValueOrDefault(id);

    public MessageSession FindOrAdd(string id)
    {
        if (!_byId.TryGetValue(id, out var session))
        {
            _byId.Add(id, session = new MessageSession(id));
        }

        return session;
    }

    public void Hold(MessageSession session, Receiver owner, DateTime until)
    {
        session.Owner = owner;
        owner.Session = session;
        session.LockedUntil = until;
        session.Lane.Add(owner);
        Move(session, _held);
    }

    public void Renew(MessageSession session, DateTime until)
    {
        session.LockedUntil = until;
        Move(session, _held);
    }

    public static void Free(MessageSession session)
    {
        Move(session, null);
        if (session.Owner is { } owner)
        {
            session.Lane.Remove(owner);
            owner.Session = null;
            session.Owner = null;
        }
    }

    /// <summary>Puts a session that nobody holds where it belongs: among those that wait for a receiver, or nowhere.</summary>
    public void Place(MessageSession session)
    {
        if (session.Owner is not null)
        {
            return;
        }

        if (session.Lane.Waiting.Count == 0)
        {
            Move(session, null);
            Forget(session);
        }
        else if (session.Node.List != _ready)
        {
            Move(session, _ready);
        }
    }

    /// <summary>Forgets a session of which nothing is left to know.</summary>
    public void Forget(MessageSession session)
    {
        if (session is { Owner: null, State: null, Lane.Waiting.Count: 0, Locks.Count: 0 })
        {
            _byId.Remove(session.Id);
        }
    }

    public MessageSession? NextReady => _ready.First?.Value;

    public MessageSession? FirstExpired(DateTime now) => _held.First?.Value is { } first && first.LockedUntil <= now ? first : null;

    public void Wait(SessionWaiter waiter) => _waiters.Add(waiter);

    public void StopWaiting(Receiver receiver) => _waiters.RemoveAll(waiter => waiter.Receiver == receiver);

    public SessionWaiter? TakeWaiter()
    {
        var first = _waiters.FirstOrDefault();
        _waiters.Remove(first!);
        return first;
    }

    public IReadOnlyList<SessionWaiter> TakeExpiredWaiters(DateTime now)
    {
        var expired = _waiters.Where(waiter => waiter.Deadline <= now).ToList();
        _waiters.RemoveAll(waiter => waiter.Deadline <= now);
        return expired;
    }

    private static void Move(MessageSession session, LinkedList<MessageSession>? to)
    {
        session.Node.List?.Remove(session.Node);
        to?.AddLast(session.Node);
    }

    private static DateTime? Earlier(DateTime? left, DateTime? right) => left is null || right < left ? right : left;
}
