using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Writes what happens to messages to the broker's log.</summary>
internal sealed partial class EntityLog(ILogger<EntityLog> logger) : IEntityObserver
{
    [LoggerMessage(LogLevel.Warning, "Message {SequenceNumber} of {Address} was dead-lettered by the broker: {Reason}")]
    public partial void GivenUp(string address, long sequenceNumber, string reason);

    [LoggerMessage(LogLevel.Information, "Message {SequenceNumber} of {Address} was dead-lettered by its receiver")]
    public partial void DeadLettered(string address, long sequenceNumber);

    [LoggerMessage(LogLevel.Information, "The lock of message {SequenceNumber} of {Address} expired; it was delivered {Deliveries} times")]
    public partial void MessageLockExpired(string address, long sequenceNumber, int deliveries);

    [LoggerMessage(LogLevel.Warning, "A session lock of {Address} expired; its receiver had {Unsettled} messages unsettled")]
    public partial void SessionLockExpired(string address, int unsettled);

    [LoggerMessage(LogLevel.Information, "The receiver of a session of {Address} vanished; it had {Unsettled} messages unsettled")]
    public partial void SessionReceiverVanished(string address, int unsettled);
}
