namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Messages waiting in order, and the receivers that compete for them. A queue has one; with sessions, one for each.</summary>
internal sealed class MessageLane
{
    private readonly LinkedList<Receiver> _receivers = [];

    public SortedSet<StoredMessage> Waiting { get; } = new(BySequenceNumber.Instance);

    public void Add(Receiver receiver)
    {
        receiver.Lane = this;
        _receivers.AddLast(receiver);
    }

    public void Remove(Receiver receiver)
    {
        receiver.Lane = null;
        _receivers.Remove(receiver);
    }

    /// <summary>The receiver whose turn it is among those with credit; null: none has.</summary>
    public Receiver? NextReceiver()
    {
        for (var node = _receivers.First; node is not null; node = node.Next)
        {
            if (node.Value.Credit > 0)
            {
                _receivers.Remove(node);
                _receivers.AddLast(node);
                return node.Value;
            }
        }

        return null;
    }
}
