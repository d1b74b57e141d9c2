namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// Hears what whoever runs the broker should know. Called while the namespace is held. Never hears what a message carries, nor the
/// ids of messages and sessions, which may be those of a person.
/// </summary>
internal interface IEntityObserver
{
    /// <summary>The broker gave a message up, for a reason of its own.</summary>
    void GivenUp(string address, long sequenceNumber, string reason);

    /// <summary>A receiver moved a message to the dead-letter queue.</summary>
    void DeadLettered(string address, long sequenceNumber);

    /// <summary>A receiver did not settle a message in time.</summary>
    void MessageLockExpired(string address, long sequenceNumber, int deliveries);

    /// <summary>A receiver did not renew its session in time.</summary>
    void SessionLockExpired(string address, int unsettled);

    /// <summary>The connection of a session's receiver broke.</summary>
    void SessionReceiverVanished(string address, int unsettled);
}
