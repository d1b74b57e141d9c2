using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Evidence;
using Integration.Workflows.Exchange;
using Integration.Workflows.Identity;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Participants;

/// <summary>
/// The participants that run in this deployment. They see the message that a remote system would see, and answer as it would: nothing
/// here knows of cases or orchestrations. Pure.
/// </summary>
public sealed class HostedParticipant(EvidenceHolder holder)
{
    /// <summary>Answers a request.</summary>
    /// <param name="catalogue">The version that the request names.</param>
    /// <param name="participant">Which participant is asked.</param>
    /// <param name="request">What it is asked.</param>
    /// <exception cref="NotSupportedException">No hosted participant carries out such a step.</exception>
    public StepAnswer Answer(ServiceCatalogue catalogue, string participant, StepRequestBody request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answer = new StepAnswer(StepStatus.Completed);
        return request.Step switch
        {
            StepNames.Identity => answer with
            {
                Identity = new IdentityAssessor(catalogue).Assess(
                    request.Attributes,
                    new IdentityQuestion(
                        request.RequiredLevel ?? 1, request.AsOf, request.IdentityOf ?? IdentitySubject.Adult, request.Agreement)),
            },
            StepNames.Evidence => answer with
            {
                Evidence = holder.Answer(catalogue, participant, request.Subject ?? "", request.Person, request.AsOf),
            },
            StepNames.Eligibility => answer with
            {
                Determination = new EligibilityEvaluator(catalogue).Evaluate(request.Subject ?? "", request.Attributes, request.AsOf),
            },
            StepNames.Handover => HandoverTaker.Answer(request),
            _ => throw new NotSupportedException($"No hosted participant carries out the step '{request.Step}'."),
        };
    }
}
