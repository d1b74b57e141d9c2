using Integration.Local.ServiceBusEmulator.Messages;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A message as a receiver sees it at one instant.</summary>
internal sealed record MessageView(
    MessageContent Content,
    long SequenceNumber,
    long EnqueuedSequenceNumber,
    DateTime EnqueuedAt,
    int DeliveryCount,
    MessageState State,
    string? DeadLetterSource,
    Guid? LockToken,
    DateTime? LockedUntil);
