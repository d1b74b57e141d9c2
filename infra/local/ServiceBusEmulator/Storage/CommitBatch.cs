using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>Changes that go to disk in one transaction. Of several changes of one thing only their sum is written.</summary>
internal sealed class CommitBatch(long ticket)
{
    public long Ticket { get; } = ticket;

    public Dictionary<long, MessageChange> Messages { get; } = [];

    public Dictionary<int, long> Sequences { get; } = [];

    public Dictionary<(int Entity, string Session), byte[]?> SessionStates { get; } = [];

    /// <summary>Until when ids are remembered; null: no longer.</summary>
    public Dictionary<(int Entity, string MessageId), DateTime?> MessageIds { get; } = [];

    public Dictionary<(int Entity, string Name), RuleRecord?> Rules { get; } = [];

    /// <summary>Bodies that need not stay in memory once they are on disk.</summary>
    public List<(MessageContent Content, long MessageId)> Cold { get; } = [];

    /// <summary>What waits for this commit.</summary>
    public List<Action> Waiting { get; } = [];

    public bool IsEmpty { get; private set; } = true;

    public void Add(long messageId, MessageChange change)
    {
        IsEmpty = false;
        if (MessageChange.Merge(Messages.GetValueOrDefault(messageId), change) is { } merged)
        {
            Messages[messageId] = merged;
        }
        else
        {
            Messages.Remove(messageId);
        }
    }

    public void Set<TKey, TValue>(Dictionary<TKey, TValue> changes, TKey key, TValue value)
        where TKey : notnull
    {
        IsEmpty = false;
        changes[key] = value;
    }
}
