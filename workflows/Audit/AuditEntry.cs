namespace Integration.Workflows.Audit;

/// <summary>Something worth proving later, before it takes its place in the chain. Never holds personal data.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened: one of <see cref="AuditKinds"/>.</param>
/// <param name="Actor">Who did it: a client, a participant, an organization.</param>
/// <param name="Subject">What it was done to: the case or a step key.</param>
/// <param name="Details">Further facts, as JSON.</param>
public sealed record AuditEntry(DateTimeOffset At, string Kind, string Actor, string Subject, string Details = "{}");
