using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

/// <summary>Keeps what it heard.</summary>
internal sealed class RecordingObserver : IEntityObserver
{
    public List<string> Heard { get; } = [];

    public void GivenUp(string address, long sequenceNumber, string reason) => Heard.Add($"{address} gave up {sequenceNumber}: {reason}");

    public void DeadLettered(string address, long sequenceNumber) => Heard.Add($"{address} dead-lettered {sequenceNumber}");

    public void MessageLockExpired(string address, long sequenceNumber, int deliveries) =>
        Heard.Add($"{address} lost the lock of {sequenceNumber} after {deliveries}");

    public void SessionLockExpired(string address, int unsettled) => Heard.Add($"{address} lost a session with {unsettled}");

    public void SessionReceiverVanished(string address, int unsettled) => Heard.Add($"{address} lost a receiver with {unsettled}");
}
