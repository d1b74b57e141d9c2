namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>What a store kept.</summary>
internal sealed record StoredState(
    IReadOnlyList<StoredEntity> Entities,
    IReadOnlyList<(MessageRecord Message, int Size)> Messages,
    IReadOnlyList<(int Entity, string Session, byte[] State)> SessionStates,
    IReadOnlyList<(int Entity, string MessageId, DateTime Until)> MessageIds,
    IReadOnlyList<RuleRecord> Rules);
