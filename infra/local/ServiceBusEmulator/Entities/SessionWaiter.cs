namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A receiver that waits for the next free session, until <paramref name="Deadline"/> (UTC).</summary>
internal sealed record SessionWaiter(Receiver Receiver, DateTime Deadline);
