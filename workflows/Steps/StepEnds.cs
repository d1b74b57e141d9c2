using System.Text.Json;
using Integration.Workflows.Cases;
using Integration.Workflows.Identity;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Steps;

/// <summary>Says whether a step has ended, and what that means for the case. Pure.</summary>
/// <param name="cipher">Opens stored answers.</param>
public sealed class StepEnds(CaseCipher cipher)
{
    /// <summary>How a step ended, or null while an answer is awaited.</summary>
    public StepEnd? Of(CaseRecord record, StepKey key)
    {
        // An attempt that missed the withdrawal must not wait for what nobody was asked.
        if (record.Head.Status == CaseStatus.Withdrawn)
        {
            return new(key.ToString(), record.StatusOf(key) ?? StepStatus.Cancelled, CaseOutcomes.Withdrawn);
        }

        if (record.StatusOf(key) is not { } status || !StepTransitions.IsTerminal(key.Step, status))
        {
            return null;
        }

        var answer = record.ResultsOf(key).LastOrDefault() is { SealedAnswer.Length: > 0 } result ? Read(result) : null;
        return new(key.ToString(), status, OutcomeOf(key.Step, status, answer));
    }

    /// <summary>A stored answer.</summary>
    public StepAnswer Read(StepResult result) =>
        JsonSerializer.Deserialize<StepAnswer>(cipher.Open(result.Key.CaseId, result.RowKey, result.SealedAnswer), CaseJson.Options)
        ?? throw new InvalidOperationException($"The answer of {result.Key} is empty.");

    // A referral that fails is the partner's answer, and the loop is closed; a check that fails has no answer.
    private static string? OutcomeOf(string step, string status, StepAnswer? answer) => (step, status) switch
    {
        (StepNames.Referral, _) => null,
        (_, StepStatus.Failed) => CaseOutcomes.StepFailed,
        (StepNames.Identity, StepStatus.Refused) => CaseOutcomes.IdentityCheckRefused,
        (StepNames.Identity, StepStatus.Completed) when answer?.Identity?.Outcome != IdentityOutcome.Verified => CaseOutcomes.IdentityNotVerified,
        _ => null,
    };
}
