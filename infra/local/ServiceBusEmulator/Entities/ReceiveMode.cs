namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>How a receiver takes messages.</summary>
internal enum ReceiveMode
{
    PeekLock,
    ReceiveAndDelete,
}
