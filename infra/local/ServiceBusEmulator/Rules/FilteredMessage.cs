namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>What a filter may look at: the system properties of a message and its application properties.</summary>
internal sealed record FilteredMessage
{
    public string? MessageId { get; init; }

    public string? CorrelationId { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? Subject { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, object?> ApplicationProperties { get; init; } = new Dictionary<string, object?>();
}
