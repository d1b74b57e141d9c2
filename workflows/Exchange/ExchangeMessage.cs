namespace Integration.Workflows.Exchange;

/// <summary>One message, as a CloudEvent 1.0 that travels in AMQP binary mode.</summary>
/// <param name="Destination">Queue or topic.</param>
/// <param name="MessageId">Deterministic: sent again it is the same message. Also the event's id.</param>
/// <param name="Type">What the event is.</param>
/// <param name="Source">Who sends it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Time">When it came to be.</param>
/// <param name="Body">JSON, UTF-8.</param>
public sealed record ExchangeMessage(
    string Destination, string MessageId, string Type, string Source, string Subject, DateTimeOffset Time, byte[] Body)
{
    /// <summary>What it answers or belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The bus keeps it back until then; at once when null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The session that it belongs to.</summary>
    public string? SessionId { get; init; }

    /// <summary>The queue that an answer goes to.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The session that an answer belongs to.</summary>
    public string? ReplyToSessionId { get; init; }

    /// <summary>The participant that it is for, or that it comes from.</summary>
    public string? Participant { get; init; }

    /// <summary><c>hosted</c> or <c>remote</c>: which subscription takes it.</summary>
    public string? Hosting { get; init; }
}
