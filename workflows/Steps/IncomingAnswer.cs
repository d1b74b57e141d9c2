namespace Integration.Workflows.Steps;

/// <summary>A message on <c>step-results</c>, as it came.</summary>
/// <param name="MessageId">Tells it from other answers to the same step.</param>
/// <param name="StepKey">Its CorrelationId.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Participant">Who says to have sent it.</param>
/// <param name="Body">JSON.</param>
public sealed record IncomingAnswer(string? MessageId, string? StepKey, string? SessionId, string? Participant, ReadOnlyMemory<byte> Body);
