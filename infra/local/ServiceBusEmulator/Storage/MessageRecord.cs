using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>A message as the store keeps it. Times are UTC. A null body leaves the stored one as it is.</summary>
internal sealed record MessageRecord(
    long Id,
    int Entity,
    long SequenceNumber,
    long EnqueuedSequenceNumber,
    DateTime EnqueuedAt,
    DateTime ExpiresAt,
    MessageState State,
    int DeliveryCount,
    string? DeadLetterSource,
    string? MessageId,
    string? SessionId,
    byte[]? Body);
