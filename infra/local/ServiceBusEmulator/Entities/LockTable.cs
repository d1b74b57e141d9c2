using System.Diagnostics.CodeAnalysis;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// The locks of a queue. All last equally long, so the order in which they were given, or renewed, is the order in which they end.
/// </summary>
internal sealed class LockTable
{
    private readonly Dictionary<Guid, LinkedListNode<MessageLock>> _byToken = [];
    private readonly LinkedList<MessageLock> _byExpiry = [];

    /// <summary>When the first lock ends; null: there is none that ends by itself.</summary>
    public DateTime? NextExpiry => _byExpiry.First?.Value.LockedUntil;

    public int Count => _byToken.Count;

    public void Add(MessageLock held)
    {
        var node = new LinkedListNode<MessageLock>(held);
        _byToken.Add(held.Token, node);
        if (held.Session is null)
        {
            _byExpiry.AddLast(node);
        }
    }

    public bool TryGet(Guid token, [MaybeNullWhen(false)] out MessageLock held)
    {
        held = _byToken.TryGetValue(token, out var node) ? node.Value : null;
        return held is not null;
    }

    public void Renew(MessageLock held, DateTime until)
    {
        var node = _byToken[held.Token];
        held.LockedUntil = until;
        if (held.Session is null)
        {
            _byExpiry.Remove(node);
            _byExpiry.AddLast(node);
        }
    }

    public void Remove(MessageLock held)
    {
        if (_byToken.Remove(held.Token, out var node))
        {
            node.List?.Remove(node);
        }
    }

    public bool TryGetExpired(DateTime now, [MaybeNullWhen(false)] out MessageLock held)
    {
        held = _byExpiry.First?.Value is { } first && first.LockedUntil <= now ? first : null;
        return held is not null;
    }
}
