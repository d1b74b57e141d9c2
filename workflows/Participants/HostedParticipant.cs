using Integration.Workflows.Eligibility;
using Integration.Workflows.Exchange;
using Integration.Workflows.Identity;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Participants;

/// <summary>
/// The participants that run in this deployment. They see the message that a remote system would see, and answer as it would: nothing
/// here knows of cases or orchestrations. Pure.
/// </summary>
public sealed class HostedParticipant(IdentityAssessor identity, EligibilityEvaluator eligibility)
{
    /// <summary>Answers a request.</summary>
    /// <exception cref="NotSupportedException">No hosted participant carries out such a step.</exception>
    public StepAnswer Answer(StepRequestBody request) => request.Step switch
    {
        StepNames.Identity => new StepAnswer(StepStatus.Completed)
        {
            Identity = identity.Assess(request.Attributes, request.RequiredLevel ?? 1, request.AsOf),
        },
        StepNames.Eligibility => new StepAnswer(StepStatus.Completed)
        {
            Determination = eligibility.Evaluate(request.Subject ?? "", request.Attributes, request.AsOf),
        },
        _ => throw new NotSupportedException($"No hosted participant carries out the step '{request.Step}'."),
    };
}
