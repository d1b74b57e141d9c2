namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>Why an entity refuses.</summary>
internal enum EntityError
{
    LockLost,
    SessionLockLost,
    SessionHeld,
    MessageNotFound,
    EntityNotFound,
    EntityExists,
    NotAllowed,
    BadArgument,
}
