namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>A subscription's rule as the store keeps it.</summary>
internal sealed record RuleRecord(int Entity, string Name, DateTime CreatedAt, byte[] Filter);
