using Integration.Workflows.Cases;

namespace Integration.Workflows.Steps;

/// <summary>What became of an answer.</summary>
public abstract record AnswerOutcome
{
    private AnswerOutcome()
    {
    }

    /// <summary>It is stored, now or since an earlier delivery.</summary>
    /// <param name="Attempt">The attempt that may wait for it.</param>
    /// <param name="End">What to tell the attempt; null when the step goes on.</param>
    public sealed record Stored(CaseAttempt Attempt, StepEnd? End) : AnswerOutcome;

    /// <summary>It can't be taken: to the dead-letter queue with it.</summary>
    /// <param name="Reason">Code.</param>
    /// <param name="Detail">For operators; no personal data.</param>
    public sealed record NotTaken(string Reason, string Detail) : AnswerOutcome;
}
