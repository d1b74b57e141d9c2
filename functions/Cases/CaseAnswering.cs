using System.Text.Json;
using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Cases;
using Integration.Workflows.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Cases;

/// <summary>Takes people's answers to what a case asks them.</summary>
public sealed class CaseAnswering(ICaseStore store, QuestionAnswering questions)
{
    /// <summary>
    /// Stores an answer, then tells the attempt that waits for it; the same answer again changes nothing. The agency that submitted a case
    /// answers for its person; a service centre for any case, and alone what is asked of service centres.
    /// </summary>
    [Function(nameof(AnswerQuestion))]
    [AllowedRoles(Role.Agency, Role.ServiceCentre)]
    public async Task<IActionResult> AnswerQuestion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/answers")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        if (await CallersCase.FindAsync(store, request, id, cancellation) is not { Caller: var caller })
        {
            return CallersCase.NotFound();
        }

        var (body, unreadable) = await JsonBody.ReadAsync(request, cancellation);
        if (unreadable is not null)
        {
            return unreadable;
        }

        try
        {
            if (JsonSerializer.Deserialize<QuestionAnswer>(body.Span, CaseJson.Options) is { } answer)
            {
                Addressee[] of = caller.Roles.Contains(Role.ServiceCentre)
                    ? [Addressee.Person, Addressee.ServiceCentre]
                    : [Addressee.Person];
                return await AnswerAsync(await questions.AnswerAsync(id, of, caller.ClientId, answer, cancellation), client);
            }
        }
        catch (JsonException error)
        {
            return Problems.Of(
                400, "The body is no answer.",
                $"It breaks at {error.Path ?? "the top"}: send an object with stepKey and what the question asks for.");
        }

        return Problems.Of(400, "The body is no answer.", "Send an object with stepKey and what the question asks for.");
    }

    private static async Task<IActionResult> AnswerAsync(QuestionOutcome outcome, DurableTaskClient client)
    {
        switch (outcome)
        {
            case QuestionOutcome.Stored stored:
                // The orchestration is told, also when the caller has hung up.
                await client.RaiseEventAsync(stored.Attempt.InstanceId, stored.End.StepKey, stored.End, CancellationToken.None);
                return JsonAnswer.Of(StatusCodes.Status200OK, new { stepKey = stored.End.StepKey, status = stored.End.Status });
            case QuestionOutcome.Invalid invalid:
                return Problems.Of(422, "The answer can't be accepted.", "Each field is named in errors.", invalid.Errors);
            case QuestionOutcome.TooLate late:
                return Problems.Of(409, "The question is not open any more.", $"It stands at '{late.Status}'.");
            default:
                return Problems.Of(404, "Nobody is asked this.", "The case's questions name their stepKey.");
        }
    }
}
