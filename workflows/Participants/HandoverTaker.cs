using Integration.Workflows.Audit;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Participants;

/// <summary>
/// Takes a case over for an organization hosted here, when the trail that comes with it proves what happened before: nobody answers for a
/// case whose past was changed. Pure.
/// </summary>
internal static class HandoverTaker
{
    private const string TrailMissing = "TrailMissing";
    private const string TrailBroken = "TrailBroken";

    /// <summary>Completed with an intact trail of the case, failed with any other.</summary>
    public static StepAnswer Answer(StepRequestBody request)
    {
        if (!StepKey.TryParse(request.StepKey, out var key)
            || request.Trail is not { Count: > 0 } trail || trail[0].Kind != AuditKinds.CaseReceived)
        {
            return Failed(TrailMissing, "The audit trail of the case did not come with it.");
        }

        return AuditChain.Verify(key.CaseId, trail, AuditChain.TipOf(trail[^1])) is { Intact: false } broken
            ? Failed(TrailBroken, $"The audit trail of the case is broken at record {broken.BrokenAt}.")
            : new StepAnswer(StepStatus.Completed);
    }

    private static StepAnswer Failed(string error, string reason) => new(StepStatus.Failed) { Error = error, StatusReason = reason };
}
