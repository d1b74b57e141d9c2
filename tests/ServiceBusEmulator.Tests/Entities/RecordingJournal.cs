using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

/// <summary>Keeps what a store would have: the messages that are there, by id, with the entity they are in.</summary>
internal sealed class RecordingJournal : IJournal
{
    private long _lastId;

    public Dictionary<long, (int Entity, MessageState State, int DeliveryCount)> Messages { get; } = [];

    public Dictionary<(int Entity, string Session), byte[]?> SessionStates { get; } = [];

    public List<string> Rules { get; } = [];

    public long Ticket { get; private set; }

    public long NextMessageId() => ++_lastId;

    public void Added(int entity, StoredMessage message)
    {
        Messages.Add(message.Id, (entity, message.State, message.DeliveryCount));
        Ticket++;
    }

    public void Changed(int entity, StoredMessage message, bool contentChanged)
    {
        Messages.ShouldContainKey(message.Id);
        Messages[message.Id] = (entity, message.State, message.DeliveryCount);
        Ticket++;
    }

    public void Removed(int entity, StoredMessage message)
    {
        Messages.Remove(message.Id).ShouldBeTrue();
        Ticket++;
    }

    public void SequenceAdvanced(int entity, long last) => Ticket++;

    public void SessionStateChanged(int entity, string session, byte[]? state) => SessionStates[(entity, session)] = state;

    public void MessageIdSeen(int entity, string messageId, DateTime until) => Ticket++;

    public void MessageIdForgotten(int entity, string messageId) => Ticket++;

    public void RuleAdded(int entity, SubscriptionRule rule) => Rules.Add(rule.Name);

    public void RuleRemoved(int entity, string name) => Rules.Remove(name);
}
