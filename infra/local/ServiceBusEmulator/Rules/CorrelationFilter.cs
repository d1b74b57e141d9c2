namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Takes the messages that equal it in every field it sets. Numbers are equal by value, whatever their type.</summary>
internal sealed record CorrelationFilter : RuleFilter
{
    public string? CorrelationId { get; init; }

    public string? MessageId { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? Subject { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();

    public override bool Matches(FilteredMessage message) =>
        Same(CorrelationId, message.CorrelationId)
        && Same(MessageId, message.MessageId)
        && Same(To, message.To)
        && Same(ReplyTo, message.ReplyTo)
        && Same(Subject, message.Subject)
        && Same(SessionId, message.SessionId)
        && Same(ReplyToSessionId, message.ReplyToSessionId)
        && Same(ContentType, message.ContentType)
        && Properties.All(wanted =>
            message.ApplicationProperties.TryGetValue(wanted.Key, out var value) && PropertyValue.AreEqual(wanted.Value, value));

    private static bool Same(string? wanted, string? value) => wanted is null || string.Equals(wanted, value, StringComparison.Ordinal);
}
