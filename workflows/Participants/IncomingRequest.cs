using Integration.Workflows.Exchange;

namespace Integration.Workflows.Participants;

/// <summary>A message to a participant, as it came.</summary>
/// <param name="Type">What it is: one of <see cref="MessageTypes"/>.</param>
/// <param name="Participant">Whom it is for.</param>
/// <param name="ReplyTo">The queue that the answer goes to.</param>
/// <param name="ReplyToSessionId">The session that the answer belongs to.</param>
/// <param name="Body">What is asked; null when the body is none.</param>
public sealed record IncomingRequest(string? Type, string? Participant, string? ReplyTo, string? ReplyToSessionId, StepRequestBody? Body);
