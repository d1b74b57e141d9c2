using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Functions.Connections;
using Integration.Functions.Exchange;
using Integration.Functions.Http;
using Integration.Functions.Security;
using Integration.Workflows.Cases;
using Integration.Workflows.Consent;
using Integration.Workflows.Exchange;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Integration.Functions.Cases;

/// <summary>Keeps what people decide about their consents after the application: taking one back is as easy as giving it.</summary>
public sealed class CaseConsents(ICaseStore store, ConsentRecording consents)
{
    /// <summary>
    /// Records a decision about one purpose and tells everybody whom it concerns; the same decision again changes nothing.
    /// </summary>
    [Function(nameof(DecideConsent))]
    [AllowedRoles(Role.Agency, Role.ServiceCentre)]
    public async Task<IActionResult> DecideConsent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/consents")] HttpRequest request,
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

        return Read(body) is { } change
            ? await AnswerAsync(await consents.RecordAsync(id, caller.ClientId, change, cancellation), client)
            : Problems.Of(
                400, "The body is no decision.",
                "Send an object with purpose and decision (accept or decline), and channel and language if you like.");
    }

    /// <summary>Ends a consent whose time is over.</summary>
    [Function(nameof(ExpireConsent))]
    public async Task ExpireConsent(
        [ServiceBusTrigger(Destinations.ConsentExpiry, Connection = BusConnection.Setting, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(client);
        if (CloudEventBinding.ToReminder(message) is not { } reminder)
        {
            await actions.RefuseAsync(message, "malformed", "The body must be JSON with caseId and sequence.", cancellation);
            return;
        }

        await TellAsync(await consents.ExpireAsync(reminder.CaseId, reminder.Sequence, cancellation), client);
        await actions.CompleteMessageAsync(message, cancellation);
    }

    private static async Task<IActionResult> AnswerAsync(ConsentOutcome outcome, DurableTaskClient client)
    {
        await TellAsync(outcome, client);
        return outcome switch
        {
            ConsentOutcome.Recorded recorded => JsonAnswer.Of(StatusCodes.Status200OK, recorded.Record),
            ConsentOutcome.Invalid invalid => Problems.Of(
                422, "The decision can't be accepted.", "Each field is named in errors.", invalid.Errors),
            _ => CallersCase.NotFound(),
        };
    }

    // It is stored: the orchestration is told, also when the caller has hung up.
    private static async Task TellAsync(ConsentOutcome outcome, DurableTaskClient client)
    {
        if (outcome is ConsentOutcome.Recorded recorded)
        {
            foreach (var end in recorded.Ends)
            {
                await client.RaiseEventAsync(recorded.Attempt.InstanceId, end.StepKey, end, CancellationToken.None);
            }
        }
    }

    private static ConsentChange? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<ConsentChange>(body.Span, CaseJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
