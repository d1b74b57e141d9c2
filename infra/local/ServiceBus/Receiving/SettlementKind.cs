namespace Integration.Local.ServiceBus.Receiving;

/// <summary>The ways to settle a message.</summary>
internal enum SettlementKind
{
    Complete,
    Abandon,
    Defer,
    DeadLetter,
}
