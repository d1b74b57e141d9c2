using System.Text.Json;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Evidence;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Steps;

/// <summary>What somebody answers: for a participant the body of a message on <c>step-results</c>.</summary>
/// <param name="Status">The step's new status.</param>
public sealed record StepAnswer(string Status)
{
    /// <summary>The answer of an identity check.</summary>
    public IdentityResult? Identity { get; init; }

    /// <summary>The answer of a holder of evidence.</summary>
    public EvidenceAnswer? Evidence { get; init; }

    /// <summary>The answer of an eligibility check.</summary>
    public Determination? Determination { get; init; }

    /// <summary>Why, in words; a referral's should have one when rejected, on hold, failed or cancelled.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The type of error that kept the participant from answering.</summary>
    public string? Error { get; init; }

    /// <summary>People's answer: a credential of the person, as the application's schema describes it.</summary>
    public JsonElement? Credential { get; init; }

    /// <summary>People's answer: facts by their JSON Pointers into the application.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }

    /// <summary>People's answer: the provider that it shall be.</summary>
    public string? Provider { get; init; }
}
