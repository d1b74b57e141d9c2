using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Plans;

/// <summary>What became of an answer to a question.</summary>
public abstract record QuestionOutcome
{
    private QuestionOutcome()
    {
    }

    /// <summary>It is stored, now or since it came before.</summary>
    /// <param name="Attempt">The attempt that may wait for it.</param>
    /// <param name="End">What to tell the attempt.</param>
    public sealed record Stored(CaseAttempt Attempt, StepEnd End) : QuestionOutcome;

    /// <summary>Nobody is asked this.</summary>
    public sealed record NotAsked : QuestionOutcome;

    /// <summary>It was answered otherwise, its time is over, or the case has ended.</summary>
    /// <param name="Status">Where the question stands.</param>
    public sealed record TooLate(string Status) : QuestionOutcome;

    /// <summary>It is no answer to the question.</summary>
    /// <param name="Errors">Each field that is wrong.</param>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : QuestionOutcome;
}
