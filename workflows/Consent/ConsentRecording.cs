using Integration.Workflows.Applications;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;
using Integration.Workflows.Plans;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Consent;

/// <summary>
/// Keeps the person's decisions after the application, and ends consents whose time is over. The end of one is told to everybody who got
/// data for its purpose, also when the case has closed. Each call may come twice: what is written stands, and messages are sent again under
/// the same ids.
/// </summary>
public sealed class ConsentRecording(CasePlans plans, ICaseStore store, IExchange exchange, TimeProvider time)
{
    private static readonly string[] Channels = ["online", "telephone", "in-person"];
    private static readonly string[] Languages = ["en", "fr"];

    /// <summary>Records a decision.</summary>
    public async Task<ConsentOutcome> RecordAsync(string caseId, string by, ConsentChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var now = time.GetUtcNow();
        IReadOnlyList<FieldError> errors = [];
        var result = await store.ChangeAsync(caseId, DecideAsync, cancellation).ConfigureAwait(false);
        return result is not { } done ? new ConsentOutcome.NotThere()
            : errors.Count > 0 ? new ConsentOutcome.Invalid(errors)
            : await TellAsync(done.Case, done.Written, change.Purpose!, now).ConfigureAwait(false);

        async ValueTask<CaseChange?> DecideAsync(CaseRecord found)
        {
            var plan = await plans.OpenAsync(found, cancellation).ConfigureAwait(false);
            errors = [.. Check(plan, change)];
            return errors.Count > 0 ? null : Record(plan, by, change, now);
        }
    }

    /// <summary>Ends a consent whose time is over; nothing when another record has taken its place.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="sequence">The record.</param>
    /// <param name="cancellation">Ends the wait for store and bus.</param>
    public async Task<ConsentOutcome> ExpireAsync(string caseId, int sequence, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var result = await store.ChangeAsync(caseId, found => Expire(found, sequence, now), cancellation).ConfigureAwait(false);
        return result is { } done && Expiring(done.Case, sequence, now) is { } ended
            ? await TellAsync(done.Case, done.Written, ended.Purpose, now).ConfigureAwait(false)
            : new ConsentOutcome.NotThere();
    }

    private static IEnumerable<FieldError> Check(CasePlan plan, ConsentChange change)
    {
        var needed = plan.Catalogue.PurposesThatNeedConsent(plan.Service);
        if (change.Purpose is null || !needed.Contains(change.Purpose))
        {
            yield return new("/purpose", "unknown-purpose", $"Must be one of {string.Join(", ", needed)}.");
        }

        if (change.Decision is null)
        {
            yield return new("/decision", "required", "Say accept or decline.");
        }

        if (change.Channel is not null && !Channels.Contains(change.Channel))
        {
            yield return new("/channel", "not-in-list", $"Must be one of {string.Join(", ", Channels)}.");
        }

        if (change.Language is not null && !Languages.Contains(change.Language))
        {
            yield return new("/language", "not-in-list", $"Must be one of {string.Join(", ", Languages)}.");
        }
    }

    private static CaseChange? Record(CasePlan plan, string by, ConsentChange change, DateTimeOffset now)
    {
        var (found, purpose, decision) = (plan.Record, change.Purpose!, change.Decision!.Value);
        var state = ConsentLedger.StateOf(found.Consents, purpose, now);
        if (state == (decision == ConsentDecision.Accept ? ConsentState.Given : ConsentState.Declined))
        {
            return null;
        }

        var record = ConsentsOfApplication.Record(
            plan.Catalogue, found.Consents.Count + 1, purpose, decision, by,
            change.Channel ?? Channels[0], change.Language ?? Languages[0], now);
        return CaseChange.Of(found.Head, found.Revision, ConsentEnds.Entry(found, AuditKinds.ConsentRecorded, record, by, now)) with
        {
            Consents = [record],
            Results = decision == ConsentDecision.Decline ? [.. ConsentEnds.Cancellations(found, purpose, now)] : [],
        };
    }

    private static CaseChange? Expire(CaseRecord found, int sequence, DateTimeOffset now)
    {
        if (Expiring(found, sequence, now) is not { } ended)
        {
            return null;
        }

        var entry = ConsentEnds.Entry(found, AuditKinds.ConsentExpired, ended, "network", now);
        return found.Audit.Any(record => record.Kind == entry.Kind && record.Details == entry.Details)
            ? null
            : CaseChange.Of(found.Head, found.Revision, entry) with { Results = [.. ConsentEnds.Cancellations(found, ended.Purpose, now)] };
    }

    private static ConsentRecord? Expiring(CaseRecord found, int sequence, DateTimeOffset now) =>
        found.Consents.FirstOrDefault(record => record.Sequence == sequence) is { ExpiresAt: { } end } consent
        && end <= now && ConsentLedger.InForce(found.Consents, consent.Purpose, now) == consent
            ? consent
            : null;

    // The decision is stored by now: whoever it concerns is told, whether the caller waits for that or not.
    private async Task<ConsentOutcome> TellAsync(CaseRecord seen, CaseChange? written, string purpose, DateTimeOffset now)
    {
        var record = written is null ? seen : seen with
        {
            Head = written.Head,
            Consents = [.. seen.Consents, .. written.Consents],
            Results = [.. seen.Results, .. written.Results],
        };
        var plan = await plans.OpenAsync(record, CancellationToken.None).ConfigureAwait(false);
        var consent = ConsentLedger.InForce(record.Consents, purpose, now)!;
        var sent = ConsentEnds.SentFor(record, purpose).ToList();
        var state = ConsentLedger.StateOf(record.Consents, purpose, now);
        await exchange.SendAsync(
            state == ConsentState.Given
                ? [.. StepMessages.ConsentExpiries(record.Head, [consent])]
                : [.. sent.Select(request => StepMessages.ConsentEnded(plan, request, consent, state))],
            CancellationToken.None).ConfigureAwait(false);
        var ends = sent.Where(request => record.StatusOf(request.Key) == StepStatus.Cancelled)
            .Select(request => plan.EndOf(request.Key, now)).OfType<StepEnd>();
        return new ConsentOutcome.Recorded(consent, new CaseAttempt(record.Head.Id, Math.Max(1, record.Head.Attempt)), [.. ends]);
    }
}
