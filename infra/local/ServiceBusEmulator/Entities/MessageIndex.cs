using System.Diagnostics.CodeAnalysis;
using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Every message of a queue by its sequence number, and those for which a time will come.</summary>
internal sealed class MessageIndex
{
    private readonly SortedSet<StoredMessage> _all = new(BySequenceNumber.Instance);
    private readonly SortedSet<(DateTime At, long SequenceNumber)> _scheduled = [];
    private readonly SortedSet<(DateTime At, long SequenceNumber)> _expiring = [];

    public int Count => _all.Count;

    public DateTime? NextDeadline
    {
        get
        {
            DateTime? scheduled = _scheduled.Count == 0 ? null : _scheduled.Min.At;
            DateTime? expiring = _expiring.Count == 0 ? null : _expiring.Min.At;
            return scheduled is null || expiring < scheduled ? expiring : scheduled;
        }
    }

    public void Add(StoredMessage message) => _all.Add(message);

    public void Remove(StoredMessage message)
    {
        _all.Remove(message);
        Unschedule(message);
        StopExpiring(message);
    }

    public bool TryGet(long sequenceNumber, [MaybeNullWhen(false)] out StoredMessage message) =>
        _all.TryGetValue(Probe(sequenceNumber), out message);

    /// <summary>Messages in order, from a sequence number on.</summary>
    public IEnumerable<StoredMessage> From(long sequenceNumber) => _all.Count == 0 || sequenceNumber > _all.Max!.SequenceNumber
        ? []
        : _all.GetViewBetween(Probe(sequenceNumber), _all.Max);

    /// <summary>A scheduled message is due at the time at which it will have been enqueued.</summary>
    public void Schedule(StoredMessage message) => _scheduled.Add((message.EnqueuedAt, message.SequenceNumber));

    public void Unschedule(StoredMessage message) => _scheduled.Remove((message.EnqueuedAt, message.SequenceNumber));

    public void StartExpiring(StoredMessage message)
    {
        if (message.ExpiresAt < DateTime.MaxValue)
        {
            _expiring.Add((message.ExpiresAt, message.SequenceNumber));
        }
    }

    public void StopExpiring(StoredMessage message)
    {
        if (message.ExpiresAt < DateTime.MaxValue)
        {
            _expiring.Remove((message.ExpiresAt, message.SequenceNumber));
        }
    }

    public bool TryGetDue(DateTime now, [MaybeNullWhen(false)] out StoredMessage message) => TryGetFirst(_scheduled, now, out message);

    public bool TryGetExpired(DateTime now, [MaybeNullWhen(false)] out StoredMessage message) => TryGetFirst(_expiring, now, out message);

    private bool TryGetFirst(
        SortedSet<(DateTime At, long SequenceNumber)> times, DateTime now, [MaybeNullWhen(false)] out StoredMessage message)
    {
        message = null;
        return times.Count > 0 && times.Min.At <= now && TryGet(times.Min.SequenceNumber, out message);
    }

    private static StoredMessage Probe(long sequenceNumber) => new()
    {
        Id = 0,
        SequenceNumber = sequenceNumber,
        EnqueuedSequenceNumber = 0,
        EnqueuedAt = default,
        ExpiresAt = default,
        Content = MessageContent.Empty,
    };
}
