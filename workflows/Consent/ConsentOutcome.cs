using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Consent;

/// <summary>What became of a decision about a consent.</summary>
public abstract record ConsentOutcome
{
    private ConsentOutcome()
    {
    }

    /// <summary>It is on record, now or since it came before, and whoever had to be told has been.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="Attempt">The attempt that may wait for what was cancelled.</param>
    /// <param name="Ends">What to tell the attempt.</param>
    public sealed record Recorded(ConsentRecord Record, CaseAttempt Attempt, IReadOnlyList<StepEnd> Ends) : ConsentOutcome;

    /// <summary>It can't be taken.</summary>
    /// <param name="Errors">Each field that is wrong.</param>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : ConsentOutcome;

    /// <summary>There is no such case, or no such record any more.</summary>
    public sealed record NotThere : ConsentOutcome;
}
