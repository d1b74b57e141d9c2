namespace Integration.Local.ServiceBusEmulator.Entities;

/// <content>Handing out messages, and taking back what receivers decide about them.</content>
internal sealed partial class MessageQueue
{
    /// <summary>Joins those that compete for the messages of a queue without sessions.</summary>
    public void Join(Receiver receiver)
    {
        if (Settings.RequiresSession)
        {
            throw new EntityException(
                EntityError.NotAllowed, $"'{Address}' requires sessions: accept a session instead of creating a plain receiver");
        }

        _lane.Add(receiver);
    }

    /// <summary>
    /// A receiver leaves. What it holds stays locked until its time is over; a session is freed at once, with all its messages, for
    /// which that counts as no delivery.
    /// </summary>
    public void Leave(Receiver receiver) => Leave(receiver, MessageTrigger.Release);

    /// <summary>A receiver leaves without having said so: it counts as a delivery, since the messages may be why.</summary>
    public void Vanish(Receiver receiver)
    {
        if (receiver.Session is { } session)
        {
            _context.Observer.SessionReceiverVanished(Address, session.Locks.Count);
        }

        Leave(receiver, MessageTrigger.LoseLock);
    }

    private void Leave(Receiver receiver, MessageTrigger trigger)
    {
        receiver.Credit = 0;
        _sessions.StopWaiting(receiver);
        if (receiver.Session is { } session)
        {
            FreeSession(session, trigger);
        }
        else
        {
            receiver.Lane?.Remove(receiver);
        }
    }

    /// <summary>A receiver will take this many more messages than those already sent to it.</summary>
    public void Grant(Receiver receiver, long credit, bool drain)
    {
        receiver.Credit = credit;
        if (receiver.Lane is { } lane)
        {
            ExpireOverdue();
            Dispatch(lane);
        }

        if (drain)
        {
            receiver.Credit = 0;
            receiver.Port.Drained();
        }
    }

    /// <summary>Carries out what a receiver decided.</summary>
    public void Settle(Guid lockToken, Settlement settlement)
    {
        var held = Held(lockToken);
        switch (settlement.Kind)
        {
            case SettlementKind.Complete:
                Unlock(held);
                Drop(held.Message, MessageTrigger.Complete);
                break;
            case SettlementKind.DeadLetter:
                Unlock(held);
                _context.Observer.DeadLettered(Address, held.Message.SequenceNumber);
                DeadLetter(held.Message, settlement.Properties);
                break;
            case SettlementKind.Defer:
                Return(held, MessageTrigger.Defer, settlement.Properties);
                break;
            case SettlementKind.Release:
                Return(held, MessageTrigger.Release, null);
                break;
            default:
                Return(held, MessageTrigger.Abandon, settlement.Properties);
                break;
        }
    }

    /// <summary>Holds messages for another lock duration from now.</summary>
    /// <returns>Until when each is held, UTC.</returns>
    public IReadOnlyList<DateTime> RenewLocks(IReadOnlyCollection<Guid> lockTokens)
    {
        var until = _context.Now + Settings.LockDuration;
        var held = lockTokens.Select(Held).ToList();
        foreach (var one in held)
        {
            if (one.Session is null)
            {
                _locks.Renew(one, until);
            }
        }

        return held.Select(one => one.LockedUntil).ToList();
    }

    /// <summary>Takes deferred messages by their sequence numbers: all of them, or none.</summary>
    public IReadOnlyList<MessageView> ReceiveDeferred(IReadOnlyCollection<long> sequenceNumbers, ReceiveMode mode, string? sessionId)
    {
        var session = Settings.RequiresSession ? HeldSession(sessionId ?? "") : null;
        var messages = sequenceNumbers.Select(number => Find(number, MessageState.Deferred)).ToList();
        foreach (var late in messages.Where(message => message.ExpiresAt <= _context.Now).ToList())
        {
            messages.Remove(late);
            Expire(late);
        }

        if (messages.Count == 0 && sequenceNumbers.Count > 0)
        {
            throw new EntityException(EntityError.MessageNotFound, $"the deferred messages of '{Address}' asked for have expired");
        }

        return messages.Select(message => mode == ReceiveMode.PeekLock ? TakeLocked(message, session) : TakeForGood(message)).ToList();
    }

    private MessageView TakeLocked(StoredMessage message, MessageSession? session)
    {
        var earlier = message.DeliveryCount;
        message.State = MessageLifecycle.Next(message.State, MessageTrigger.Lock);
        message.DeliveryCount++;
        message.Lock = new MessageLock(_context.NewLockToken(), message, _context.Now + Settings.LockDuration, session);
        _locks.Add(message.Lock);
        session?.Locks.Add(message.Lock);
        if (session is null)
        {
            _context.Wake(message.Lock.LockedUntil);
        }

        _context.Journal.Changed(Entity, message, contentChanged: false);
        return message.View() with { DeliveryCount = earlier };
    }

    private MessageView TakeForGood(StoredMessage message)
    {
        // The store's copy is gone before the receiver's is sent.
        message.Content = message.Content.Resident();
        Drop(message, MessageTrigger.Take);
        return message.View();
    }

    private void Offer(StoredMessage message)
    {
        if (message.ExpiresAt <= _context.Now)
        {
            Expire(message);
            return;
        }

        var session = Settings.RequiresSession ? _sessions.FindOrAdd(message.Content.SessionId ?? "") : null;
        var lane = session?.Lane ?? _lane;
        lane.Waiting.Add(message);
        _messages.StartExpiring(message);
        _context.Wake(message.ExpiresAt);
        if (session is { Owner: null })
        {
            _sessions.Place(session);
            AssignSessions();
        }

        Dispatch(lane);
    }

    /// <summary>Takes a message from those that wait, if it is among them.</summary>
    private void Withdraw(StoredMessage message)
    {
        _messages.StopExpiring(message);
        var session = Settings.RequiresSession ? _sessions.Find(message.Content.SessionId ?? "") : null;
        (session?.Lane ?? _lane).Waiting.Remove(message);
        if (session is not null)
        {
            _sessions.Place(session);
        }
    }

    private void Dispatch(MessageLane lane)
    {
        while (lane.Waiting.Min is { } message && lane.NextReceiver() is { } receiver)
        {
            receiver.Credit--;
            lane.Waiting.Remove(message);
            _messages.StopExpiring(message);
            if (receiver.Mode == ReceiveMode.PeekLock)
            {
                receiver.Port.Deliver(TakeLocked(message, receiver.Session), message.Ticket);
            }
            else
            {
                receiver.Port.Deliver(TakeForGood(message), _context.Journal.Ticket);
            }
        }
    }

    private MessageLock Held(Guid lockToken) => _locks.TryGet(lockToken, out var held) && held.LockedUntil > _context.Now
        ? held
        : throw (Settings.RequiresSession
            ? new EntityException(EntityError.SessionLockLost, "the session lock was lost: it expired, or the session receiver closed")
            : new EntityException(EntityError.LockLost, "the message lock was lost: it expired, or the message was already settled"));

    private void Unlock(MessageLock held)
    {
        _locks.Remove(held);
        held.Session?.Locks.Remove(held);
        held.Message.Lock = null;
    }

    private void Return(MessageLock held, MessageTrigger trigger, IReadOnlyDictionary<string, object?>? properties)
    {
        var message = held.Message;
        Unlock(held);
        if (trigger is MessageTrigger.Abandon or MessageTrigger.LoseLock && message.DeliveryCount >= Settings.MaxDeliveryCount)
        {
            GiveUp(message, DeliveredTooOften, $"Message could not be consumed after {Settings.MaxDeliveryCount} delivery attempts.");
            return;
        }

        message.State = MessageLifecycle.Next(message.State, trigger);
        message.DeliveryCount -= trigger == MessageTrigger.Release ? 1 : 0;
        var changed = properties is { Count: > 0 };
        if (changed)
        {
            message.Content = message.Content.WithApplicationProperties(properties!);
        }

        _context.Journal.Changed(Entity, message, changed);
        message.Ticket = changed ? _context.Journal.Ticket : message.Ticket;
        if (message.State == MessageState.Active)
        {
            Offer(message);
        }
    }
}
