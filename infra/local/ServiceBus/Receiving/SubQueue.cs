namespace Azure.Messaging.ServiceBus;

/// <summary>Which of an entity's queues to receive from.</summary>
public enum SubQueue
{
    /// <summary>The entity itself.</summary>
    None = 0,

    /// <summary>Its dead letters.</summary>
    DeadLetter = 1,

    /// <summary>Messages that could not be transferred from it.</summary>
    TransferDeadLetter = 2,
}
