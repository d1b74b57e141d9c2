namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>What a receiver decides about a message that it holds.</summary>
internal enum SettlementKind
{
    Complete,
    Abandon,
    Release,
    Defer,
    DeadLetter,
}
