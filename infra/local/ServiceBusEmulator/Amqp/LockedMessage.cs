using Amqp;

namespace Integration.Local.ServiceBusEmulator.Amqp;

/// <summary>A message that goes out under a lock; the lock's token, as .NET lays out a GUID, is its delivery tag.</summary>
internal sealed class LockedMessage(Guid lockToken) : Message
{
    public Guid LockToken { get; } = lockToken;
}
