using Integration.Local.ServiceBusEmulator.Messages;
using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// A queue: of its own, behind a subscription, the dead-letter queue of another, or the inbox of a topic.
/// Knows neither AMQP nor the store: commands come in, changes go to the journal, messages go out through ports.
/// Not safe for concurrent use; <see cref="ServiceBusNamespace"/> takes turns.
/// </summary>
internal sealed partial class MessageQueue
{
    private const string DeliveredTooOften = "MaxDeliveryCountExceeded";

    private readonly EntityContext _context;
    private readonly Action<MessageContent, long>? _forward;
    private readonly Action<MessageContent, long, string>? _forwardDeadLetter;
    private readonly DuplicateHistory? _duplicates;
    private readonly MessageIndex _messages = new();
    private readonly MessageLane _lane = new();
    private readonly LockTable _locks = new();
    private readonly SessionTable _sessions = new();
    private long _lastSequenceNumber;

    /// <param name="entity">Names the queue in the journal.</param>
    /// <param name="address">Its address, such as <c>orders</c> or <c>orders/$DeadLetterQueue</c>.</param>
    /// <param name="settings">How it behaves.</param>
    /// <param name="deadLetters">Its dead-letter queue; null for one that is such itself.</param>
    /// <param name="context">What it has from outside.</param>
    /// <param name="forward">Takes messages in its stead, once their time has come, with their sequence number here.</param>
    /// <param name="forwardDeadLetter">Takes dead letters in the stead of the dead-letter queue, with the address they come from.</param>
    public MessageQueue(
        int entity,
        string address,
        QueueSettings settings,
        MessageQueue? deadLetters,
        EntityContext context,
        Action<MessageContent, long>? forward = null,
        Action<MessageContent, long, string>? forwardDeadLetter = null)
    {
        Entity = entity;
        Address = address;
        Settings = settings;
        DeadLetters = deadLetters;
        _context = context;
        _forward = forward;
        _forwardDeadLetter = forwardDeadLetter;
        _duplicates = settings.DuplicateDetectionWindow is { } window ? new DuplicateHistory(window) : null;
    }

    public int Entity { get; }

    public string Address { get; }

    public QueueSettings Settings { get; }

    public MessageQueue? DeadLetters { get; }

    public int Count => _messages.Count;

    public DateTime? NextDeadline
    {
        get
        {
            DateTime?[] deadlines = [_messages.NextDeadline, _locks.NextExpiry, _sessions.NextDeadline];
            return deadlines.Min();
        }
    }

    /// <summary>Takes messages from a sender: all, or none.</summary>
    /// <returns>Their sequence numbers; 0 for one that was seen before and dropped.</returns>
    public IReadOnlyList<long> Send(IReadOnlyList<MessageContent> contents)
    {
        if (Settings.RequiresSession && contents.Any(content => content.SessionId is null))
        {
            throw new EntityException(EntityError.NotAllowed, $"'{Address}' requires sessions: the message has no session id");
        }

        return contents.Select(content => IsDuplicate(content) ? 0 : Put(content, null, null)).ToList();
    }

    /// <summary>Takes a message from another entity, which knew it by <paramref name="enqueuedSequenceNumber"/>.</summary>
    public void Receive(MessageContent content, long enqueuedSequenceNumber, string? deadLetterSource = null)
    {
        if (Settings.RequiresSession && content.SessionId is null && DeadLetters is { } deadLetters)
        {
            _context.Observer.GivenUp(Address, enqueuedSequenceNumber, "Session ID is null.");
            var reasons = Settlement.Reasons(
                "Session ID is null.", "Session enabled entity doesn't allow a message whose session identifier is null.");
            deadLetters.Put(content.WithApplicationProperties(reasons), enqueuedSequenceNumber, Address);
            return;
        }

        Put(content, enqueuedSequenceNumber, deadLetterSource);
    }

    /// <summary>Takes a scheduled message back.</summary>
    public void Cancel(IReadOnlyCollection<long> sequenceNumbers)
    {
        var messages = sequenceNumbers.Select(number => Find(number, MessageState.Scheduled)).ToList();
        foreach (var message in messages)
        {
            Drop(message, MessageTrigger.Cancel);
        }
    }

    /// <summary>Drops waiting messages, the oldest first, that were enqueued before a time (UTC).</summary>
    /// <returns>How many.</returns>
    public int Delete(int most, DateTime enqueuedBefore, string? sessionId)
    {
        if (Settings.RequiresSession)
        {
            HeldSession(sessionId ?? "");
        }

        var messages = _messages.From(0)
            .Where(message => message.State == MessageState.Active && message.EnqueuedAt < enqueuedBefore)
            .Where(message => sessionId is null || message.Content.SessionId == sessionId)
            .Take(most)
            .ToList();
        foreach (var message in messages)
        {
            Withdraw(message);
            Drop(message, MessageTrigger.Take);
        }

        return messages.Count;
    }

    /// <summary>Looks at messages in whatever state, in order, without taking them.</summary>
    public IReadOnlyList<MessageView> Peek(long fromSequenceNumber, int count, string? sessionId) => _messages.From(fromSequenceNumber)
        .Where(message => sessionId is null || message.Content.SessionId == sessionId)
        .Take(count)
        .Select(message => message.View())
        .ToList();

    /// <summary>Does all that has become due.</summary>
    public void Sweep()
    {
        var now = _context.Now;
        while (_messages.TryGetDue(now, out var due))
        {
            BecomeDue(due);
        }

        while (_locks.TryGetExpired(now, out var held))
        {
            _context.Observer.MessageLockExpired(Address, held.Message.SequenceNumber, held.Message.DeliveryCount);
            Return(held, MessageTrigger.LoseLock, null);
        }

        foreach (var waiter in _sessions.TakeExpiredWaiters(now))
        {
            waiter.Receiver.Port.SessionTimedOut();
        }

        while (_sessions.FirstExpired(now) is { } session)
        {
            LoseSession(session);
        }

        ExpireOverdue();
    }

    private bool IsDuplicate(MessageContent content)
    {
        if (_duplicates is null)
        {
            return false;
        }

        var now = _context.Now;
        foreach (var forgotten in _duplicates.Forget(now))
        {
            _context.Journal.MessageIdForgotten(Entity, forgotten);
        }

        if (_duplicates.Remember(content.MessageId!, now) is not { } until)
        {
            return true;
        }

        _context.Journal.MessageIdSeen(Entity, content.MessageId!, until);
        return false;
    }

    private long Put(MessageContent content, long? enqueuedSequenceNumber, string? deadLetterSource)
    {
        var now = _context.Now;
        var number = ++_lastSequenceNumber;
        _context.Journal.SequenceAdvanced(Entity, number);
        var scheduled = content.ScheduledFor > now;
        if (!scheduled && _forward is not null)
        {
            _forward(content, enqueuedSequenceNumber ?? number);
            return number;
        }

        var enqueuedAt = scheduled ? content.ScheduledFor!.Value : now;
        var message = new StoredMessage
        {
            Id = _context.Journal.NextMessageId(),
            SequenceNumber = number,
            EnqueuedSequenceNumber = enqueuedSequenceNumber ?? number,
            EnqueuedAt = enqueuedAt,
            ExpiresAt = Expiry(enqueuedAt, content.TimeToLive),
            Content = content,
            DeadLetterSource = deadLetterSource,
            State = scheduled ? MessageState.Scheduled : MessageState.Active,
        };
        Add(message);
        return number;
    }

    private void Add(StoredMessage message)
    {
        _context.Journal.Added(Entity, message);
        message.Ticket = _context.Journal.Ticket;
        _messages.Add(message);
        if (message.State == MessageState.Scheduled)
        {
            _messages.Schedule(message);
            _context.Wake(message.EnqueuedAt);
        }
        else
        {
            Offer(message);
        }
    }

    private void BecomeDue(StoredMessage message)
    {
        _messages.Unschedule(message);
        if (_forward is not null)
        {
            var content = message.Content.Resident();
            _messages.Remove(message);
            _context.Journal.Removed(Entity, message);
            _forward(content, message.EnqueuedSequenceNumber);
            return;
        }

        message.State = MessageLifecycle.Next(message.State, MessageTrigger.Due);
        _context.Journal.Changed(Entity, message, contentChanged: false);
        Offer(message);
    }

    private void ExpireOverdue()
    {
        while (_messages.TryGetExpired(_context.Now, out var message))
        {
            Expire(message);
        }
    }

    private void Expire(StoredMessage message)
    {
        Withdraw(message);
        if (Settings.DeadLetteringOnMessageExpiration)
        {
            GiveUp(message, "TTLExpiredException", "The message expired and was dead lettered.");
        }
        else
        {
            Drop(message, MessageTrigger.Expire);
        }
    }

    private void Drop(StoredMessage message, MessageTrigger trigger)
    {
        message.State = MessageLifecycle.Next(message.State, trigger);
        _messages.Remove(message);
        _context.Journal.Removed(Entity, message);
    }

    private StoredMessage Find(long sequenceNumber, MessageState state) =>
        _messages.TryGet(sequenceNumber, out var message) && message.State == state
            ? message
            : throw new EntityException(
                EntityError.MessageNotFound, $"there is no {state} message with sequence number {sequenceNumber} in '{Address}'");

    private DateTime Expiry(DateTime from, TimeSpan? timeToLive)
    {
        var life = timeToLive < Settings.DefaultMessageTimeToLive ? timeToLive.Value : Settings.DefaultMessageTimeToLive;
        return life < DateTime.MaxValue - from ? from + life : DateTime.MaxValue;
    }
}
