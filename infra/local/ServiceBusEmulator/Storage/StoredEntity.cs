namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>An entity the store knows, the last sequence number it gave, and the rules the topology last declared for it.</summary>
internal sealed record StoredEntity(int Entity, string Address, long LastSequenceNumber, string? DeclaredRules);
