using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Microsoft.Extensions.Logging;

namespace Integration.Workflows.LifeEvents;

/// <summary>
/// Takes events in: what the gate lets pass becomes a case, and the sender is told in any event whether it was forwarded and why not. An
/// event that comes again is the same case and has the same receipt.
/// </summary>
public sealed partial class LifeEventIntake(
    ICatalogues catalogues,
    ApplicationValidator validator,
    CaseIntake intake,
    IExchange exchange,
    TimeProvider time,
    ILogger<LifeEventIntake> logger)
{
    /// <summary>Takes an event. When it returns, the case is stored and the receipt is on the bus, or nobody can be told.</summary>
    public async Task<LifeEventOutcome> ReceiveAsync(LifeEvent incoming, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var now = time.GetUtcNow();
        var decision = new LifeEventGate(catalogues.Current, validator).Decide(incoming, DateOnly.FromDateTime(now.UtcDateTime));
        if (decision is LifeEventDecision.Unanswerable unanswerable)
        {
            return new LifeEventOutcome.NotTaken(unanswerable.Reason, unanswerable.Detail);
        }

        decision = decision switch
        {
            LifeEventDecision.Forwarded forwarded => await StartAsync(incoming, forwarded, cancellation).ConfigureAwait(false),
            LifeEventDecision.Refused { Reason: RefusalReasons.AgreementNotInForce } refused =>
                await LookBackAsync(incoming, refused, cancellation).ConfigureAwait(false),
            _ => decision,
        };

        var receipt = EventReceipts.Of(incoming, decision);
        await exchange.SendAsync([EventReceipts.MessageOf(incoming, receipt, now)], CancellationToken.None).ConfigureAwait(false);
        LogTold(logger, receipt.Receipt, receipt.Reason ?? receipt.Status);
        return new LifeEventOutcome.Told(receipt);
    }

    private async Task<LifeEventDecision> StartAsync(
        LifeEvent incoming, LifeEventDecision.Forwarded forwarded, CancellationToken cancellation)
    {
        var (service, start, agreement) = forwarded;
        var details = JsonSerializer.Serialize(
            new
            {
                @event = start.Event,
                receipt = EventReceipts.IdOf(incoming),
                recipient = start.Recipient,
                purpose = start.Purpose,
                agreement = agreement.Id,
                categories = start.Categories,
            },
            CaseJson.Options);
        var started = new NewCase(EventReceipts.CaseOf(incoming, service.Id), start.Recipient, service.Id, start.Sender, details);
        return await intake.AcceptAsync(started, incoming.Data, cancellation).ConfigureAwait(false) is IntakeAnswer.KeyReused
            ? new LifeEventDecision.Refused(RefusalReasons.EventIdReused, [])
            : forwarded;
    }

    // The agreement may have ended between two deliveries: what was forwarded stays forwarded.
    private async Task<LifeEventDecision> LookBackAsync(
        LifeEvent incoming, LifeEventDecision.Refused refused, CancellationToken cancellation)
    {
        if (catalogues.Current.FindStart(incoming.Type!, incoming.Participant!) is not { } found)
        {
            return refused;
        }

        var caseId = EventReceipts.CaseOf(incoming, found.Service.Id);
        return await intake.RepeatAsync(caseId, incoming.Data, cancellation).ConfigureAwait(false) is IntakeAnswer.Accepted
            ? new LifeEventDecision.PassedBefore()
            : refused;
    }

    [LoggerMessage(LogLevel.Information, "Event {Receipt}: {Result}")]
    private static partial void LogTold(ILogger logger, string receipt, string result);
}
