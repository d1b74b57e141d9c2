using Integration.Workflows.Plans;

namespace Integration.Workflows.Steps;

/// <summary>That somebody was asked, or that the gate did not allow it. Written once.</summary>
/// <param name="Key">The step.</param>
/// <param name="Participant">Who was to be asked; for people, the organization that they are reached through.</param>
/// <param name="Topic">Where.</param>
/// <param name="Purpose">What for; for people, one of <see cref="Questions"/>.</param>
/// <param name="RequestedAt">When; also the day that the gate decided for.</param>
/// <param name="Refusal">Why the gate refused; null when it forwarded.</param>
public sealed record StepRequest(StepKey Key, string Participant, string Topic, string Purpose, DateTimeOffset RequestedAt, string? Refusal)
{
    /// <summary>Whether it went to a system or to people.</summary>
    public Addressee AskedOf { get; init; }

    /// <summary>The organization that was responsible for the case, and so the sender.</summary>
    public string Sender { get; init; } = "";

    /// <summary>How many results were known: a message sent again says what it said the first time.</summary>
    public int ResultsKnown { get; init; }

    /// <summary>The end of the audit chain before it.</summary>
    public long AuditKnown { get; init; }

    /// <summary>The status that the step begins with.</summary>
    public string Status => Refusal is null ? StepStatus.Requested : StepStatus.Refused;
}
