namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Messages that belong together and are taken by one receiver at a time, and the state it keeps with them.</summary>
internal sealed class MessageSession
{
    public MessageSession(string id)
    {
        Id = id;
        Node = new LinkedListNode<MessageSession>(this);
    }

    public string Id { get; }

    /// <summary>Its place in the one list of its table that it is in.</summary>
    public LinkedListNode<MessageSession> Node { get; }

    public MessageLane Lane { get; } = new();

    public HashSet<MessageLock> Locks { get; } = [];

    public Receiver? Owner { get; set; }

    /// <summary>UTC; has meaning while there is an owner.</summary>
    public DateTime LockedUntil { get; set; }

    /// <summary>What receivers keep with the session; null: nothing.</summary>
    public byte[]? State { get; set; }
}
