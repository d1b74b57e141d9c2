namespace Integration.Workflows.Cases;

/// <summary>The activities of <see cref="CaseOrchestrator"/>, by name.</summary>
public static class CaseActivities
{
    /// <summary><see cref="CaseAttempt"/> → <see cref="AttemptPlan"/>.</summary>
    public const string OpenAttempt = nameof(OpenAttempt);

    /// <summary><see cref="Plans.StageRequest"/> → a <see cref="Plans.TaskTurn"/> for each task.</summary>
    public const string TakeTurns = nameof(TakeTurns);

    /// <summary><see cref="AttemptEnd"/> → nothing.</summary>
    public const string CloseAttempt = nameof(CloseAttempt);
}
