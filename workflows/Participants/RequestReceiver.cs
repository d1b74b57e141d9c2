using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.Steps;
using Microsoft.Extensions.Logging;

namespace Integration.Workflows.Participants;

/// <summary>
/// Takes requests for the participants hosted here and answers over the bus, as a remote participant's system does. A request that
/// comes again is answered again under the same MessageId.
/// </summary>
public sealed partial class RequestReceiver(
    ICatalogues catalogues,
    HostedParticipant participant,
    IExchange exchange,
    TimeProvider time,
    ILogger<RequestReceiver> logger)
{
    private const string Malformed = "malformed";

    /// <summary>Answers a request. When it can't be answered, the last delivery tells the case so, instead of leaving it to wait.</summary>
    /// <param name="incoming">The request.</param>
    /// <param name="isLastDelivery">Whether the message goes to the dead-letter queue unless it is settled now.</param>
    /// <param name="cancellation">Ends the wait for the bus.</param>
    public async Task<RequestOutcome> ReceiveAsync(IncomingRequest incoming, bool isLastDelivery, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(incoming);

        // A check is answered as soon as it is read, and nothing of it is kept: there is never one to cancel.
        if (incoming.Type is MessageTypes.StepCancelled or MessageTypes.ConsentEnded)
        {
            return new RequestOutcome.Done();
        }

        if (incoming is not
            {
                Body: { } body,
                Participant: { Length: > 0 } name,
                ReplyTo: { Length: > 0 } replyTo,
                ReplyToSessionId: { } session,
            }
            || !StepKey.TryParse(body.StepKey, out _))
        {
            return new RequestOutcome.NotTaken(
                Malformed, "A request has a participant, ReplyTo, ReplyToSessionId and a JSON body with its stepKey.");
        }

        var (answer, outcome) = await AnswerAsync(name, body, isLastDelivery, cancellation).ConfigureAwait(false);
        var message = StepMessages.Answered(body.StepKey, session, name, answer, time.GetUtcNow()) with { Destination = replyTo };
        await exchange.SendAsync([message], cancellation).ConfigureAwait(false);
        return outcome;
    }

    private async ValueTask<(StepAnswer Answer, RequestOutcome Outcome)> AnswerAsync(
        string name, StepRequestBody body, bool isLastDelivery, CancellationToken cancellation)
    {
        try
        {
            var catalogue = await catalogues.OfAsync(body.Catalogue, cancellation).ConfigureAwait(false);
            return (participant.Answer(catalogue, name, body), new RequestOutcome.Done());
        }
        catch (Exception error) when (isLastDelivery && error is not OperationCanceledException)
        {
            // Its message might quote the person's data: the type tells enough.
            var type = error.GetType().Name;
            LogFailed(logger, body.StepKey, type);
            return (new StepAnswer(StepStatus.Failed) { Error = type }, new RequestOutcome.NotTaken(StepStatus.Failed, type));
        }
    }

    [LoggerMessage(LogLevel.Error, "No answer to {StepKey} on the last delivery: {Error}")]
    private static partial void LogFailed(ILogger logger, string stepKey, string error);
}
