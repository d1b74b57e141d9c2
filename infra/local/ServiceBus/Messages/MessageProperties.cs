namespace Integration.Local.ServiceBus.Messages;

/// <summary>Application properties that the broker gives to a dead letter.</summary>
internal static class MessageProperties
{
    public const string DeadLetterReason = "DeadLetterReason";
    public const string DeadLetterErrorDescription = "DeadLetterErrorDescription";
}
