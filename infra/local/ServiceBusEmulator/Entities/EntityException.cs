namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>An entity refuses what it was asked; nothing has changed.</summary>
internal sealed class EntityException(EntityError error, string message) : Exception(message)
{
    public EntityError Error { get; } = error;
}
