namespace Integration.Workflows.Steps;

/// <summary>An answer that could be read.</summary>
internal sealed record ArrivedAnswer(StepKey Key, StepAnswer Answer, string Id, string? Participant, DateTimeOffset At);
