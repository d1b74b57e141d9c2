namespace Integration.Workflows.Cases;

/// <summary>The activities of <see cref="CaseOrchestrator"/>, by name.</summary>
public static class CaseActivities
{
    /// <summary><see cref="CaseAttempt"/> → <see cref="AttemptPlan"/>.</summary>
    public const string OpenAttempt = nameof(OpenAttempt);

    /// <summary><see cref="Steps.StageRequest"/> → the <see cref="Steps.StepEnd"/>s that there are already.</summary>
    public const string RequestSteps = nameof(RequestSteps);

    /// <summary>Step key → <see cref="Steps.StepEnd"/> or null.</summary>
    public const string FindAnswer = nameof(FindAnswer);

    /// <summary><see cref="AttemptEnd"/> → nothing.</summary>
    public const string CloseAttempt = nameof(CloseAttempt);
}
