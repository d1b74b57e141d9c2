namespace Integration.Local.ServiceBusEmulator.Entities;

/// <content>Sessions: who holds which, and the state kept with them.</content>
internal sealed partial class MessageQueue
{
    /// <summary>Takes a session for a receiver.</summary>
    /// <param name="receiver">Told through its port once it has one.</param>
    /// <param name="sessionId">Which; null: the next that has messages and no receiver, waiting for one if need be.</param>
    /// <param name="patience">How long to wait for the next one.</param>
    public void AcceptSession(Receiver receiver, string? sessionId, TimeSpan patience)
    {
        if (!Settings.RequiresSession)
        {
            throw new EntityException(EntityError.NotAllowed, $"'{Address}' has no sessions: create a plain receiver");
        }

        if (sessionId is null)
        {
            var deadline = _context.Now + patience;
            _sessions.Wait(new SessionWaiter(receiver, deadline));
            _context.Wake(deadline);
            AssignSessions();
            return;
        }

        var session = _sessions.FindOrAdd(sessionId);
        if (session.Owner is not null)
        {
            throw new EntityException(EntityError.SessionHeld, $"session '{sessionId}' of '{Address}' is held by another receiver");
        }

        HoldSession(session, receiver);
    }

    /// <summary>Holds a session for another lock duration from now.</summary>
    /// <returns>Until when, UTC.</returns>
    public DateTime RenewSession(string sessionId)
    {
        var session = HeldSession(sessionId);
        _sessions.Renew(session, _context.Now + Settings.LockDuration);
        return session.LockedUntil;
    }

    public byte[]? SessionState(string sessionId) => HeldSession(sessionId).State;

    public void SetSessionState(string sessionId, byte[]? state)
    {
        HeldSession(sessionId).State = state;
        _context.Journal.SessionStateChanged(Entity, sessionId, state);
    }

    private MessageSession HeldSession(string sessionId) =>
        _sessions.Find(sessionId) is { Owner: not null } session && session.LockedUntil > _context.Now
            ? session
            : throw new EntityException(EntityError.SessionLockLost, $"session '{sessionId}' of '{Address}' is not held");

    private void AssignSessions()
    {
        while (_sessions.NextReady is { } session && _sessions.TakeWaiter() is { } waiter)
        {
            HoldSession(session, waiter.Receiver);
        }
    }

    private void HoldSession(MessageSession session, Receiver receiver)
    {
        _sessions.Hold(session, receiver, _context.Now + Settings.LockDuration);
        _context.Wake(session.LockedUntil);
        receiver.Port.SessionAccepted(session.Id, session.LockedUntil);
        Dispatch(session.Lane);
    }

    private void LoseSession(MessageSession session)
    {
        var owner = session.Owner!;
        _context.Observer.SessionLockExpired(Address, session.Locks.Count);
        FreeSession(session, MessageTrigger.LoseLock);
        owner.Port.SessionLost();
    }

    private void FreeSession(MessageSession session, MessageTrigger trigger)
    {
        // Nobody gets a message before all are back, or they would come out of order.
        session.Owner!.Credit = 0;
        foreach (var held in session.Locks.OrderBy(held => held.Message.SequenceNumber).ToList())
        {
            Return(held, trigger, null);
        }

        SessionTable.Free(session);
        _sessions.Place(session);
        AssignSessions();
    }
}
