namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// Takes note of every change of state, in order, for the durable store. Changes noted together are committed together.
/// </summary>
internal interface IJournal
{
    /// <summary>The commit that covers everything noted so far.</summary>
    long Ticket { get; }

    /// <summary>A name for a new message, never given before.</summary>
    long NextMessageId();

    void Added(int entity, StoredMessage message);

    void Changed(int entity, StoredMessage message, bool contentChanged);

    void Removed(int entity, StoredMessage message);

    void SequenceAdvanced(int entity, long last);

    void SessionStateChanged(int entity, string session, byte[]? state);

    void MessageIdSeen(int entity, string messageId, DateTime until);

    void MessageIdForgotten(int entity, string messageId);

    void RuleAdded(int entity, SubscriptionRule rule);

    void RuleRemoved(int entity, string name);
}
