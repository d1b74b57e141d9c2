using Integration.Workflows.Eligibility;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Steps;

/// <summary>What a participant answers: the body of a message on <c>step-results</c>.</summary>
/// <param name="Status">The step's new status.</param>
public sealed record StepAnswer(string Status)
{
    /// <summary>The answer of an identity check.</summary>
    public IdentityResult? Identity { get; init; }

    /// <summary>The answer of an eligibility check.</summary>
    public Determination? Determination { get; init; }

    /// <summary>Why, in words; a referral's should have one when rejected, on hold, failed or cancelled.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The type of error that kept the participant from answering.</summary>
    public string? Error { get; init; }
}
