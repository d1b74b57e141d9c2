using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A message in a queue. Changed by its <see cref="MessageQueue"/> only.</summary>
internal sealed class StoredMessage
{
    /// <summary>Names the message in the store; kept when it moves to the dead-letter queue.</summary>
    public required long Id { get; init; }

    public required long SequenceNumber { get; init; }

    /// <summary>The sequence number where the message first entered: its topic's, or its queue's before it was forwarded.</summary>
    public required long EnqueuedSequenceNumber { get; init; }

    /// <summary>UTC, whole milliseconds.</summary>
    public required DateTime EnqueuedAt { get; init; }

    /// <summary>UTC; <see cref="DateTime.MaxValue"/>: never.</summary>
    public required DateTime ExpiresAt { get; init; }

    public required MessageContent Content { get; set; }

    public string? DeadLetterSource { get; init; }

    public MessageState State { get; set; }

    /// <summary>How often it was handed to a receiver.</summary>
    public int DeliveryCount { get; set; }

    /// <summary>The commit that must be on disk before anyone may see this message.</summary>
    public long Ticket { get; set; }

    /// <summary>How many bytes the body cache counts for it.</summary>
    public int ResidentBytes { get; set; }

    public MessageLock? Lock { get; set; }

    public MessageView View() => new(
        Content, SequenceNumber, EnqueuedSequenceNumber, EnqueuedAt, DeliveryCount, State,
        DeadLetterSource, Lock?.Token, Lock?.LockedUntil);
}
