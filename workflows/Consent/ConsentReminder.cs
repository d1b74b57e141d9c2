namespace Integration.Workflows.Consent;

/// <summary>That a consent is about to end: the body of a message on <c>consent-expiry</c>.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">The record.</param>
public sealed record ConsentReminder(string CaseId, int Sequence);
