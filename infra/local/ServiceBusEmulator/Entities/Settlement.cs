namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>What a receiver decides about a message that it holds, and the application properties it leaves on it.</summary>
internal sealed record Settlement(SettlementKind Kind, IReadOnlyDictionary<string, object?> Properties)
{
    public const string Reason = "DeadLetterReason";
    public const string ErrorDescription = "DeadLetterErrorDescription";

    public static Settlement Complete { get; } = Plain(SettlementKind.Complete);

    public static Settlement Release { get; } = Plain(SettlementKind.Release);

    public static Settlement Plain(SettlementKind kind) => new(kind, new Dictionary<string, object?>());

    /// <summary>The application properties that tell a dead letter's reader why it is there.</summary>
    public static IReadOnlyDictionary<string, object?> Reasons(string reason, string description) =>
        new Dictionary<string, object?> { [Reason] = reason, [ErrorDescription] = description };
}
