using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Consent;
using Integration.Workflows.Exchange;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Cases;

/// <summary>Takes a valid application in: stored first, then on the bus, then answered.</summary>
public sealed class CaseIntake(ICatalogues catalogues, ICaseStore store, IExchange exchange, MasterKeys keys, TimeProvider time)
{
    /// <summary>Where the application is sealed for.</summary>
    public const string ApplicationPlace = "application";

    /// <summary>Takes it in. The same submission again has the same answer.</summary>
    public Task<IntakeAnswer> AcceptAsync(
        string agency, string service, string idempotencyKey, ReadOnlyMemory<byte> application, CancellationToken cancellation) =>
        AcceptAsync(new NewCase(CaseId.From(agency, service, idempotencyKey), agency, service, agency), application, cancellation);

    /// <summary>Takes a case in, however it came. The same case again has the same answer.</summary>
    public async Task<IntakeAnswer> AcceptAsync(NewCase started, ReadOnlyMemory<byte> application, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(started);
        var change = Receive(started, application.Span);
        if (await store.CommitAsync(change, cancellation).ConfigureAwait(false) == CommitOutcome.Committed)
        {
            return await ForwardAsync(change.Head, change.Consents).ConfigureAwait(false);
        }

        return await RepeatAsync(started.Id, application, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Case {started.Id} was there and is gone.");
    }

    /// <summary>
    /// Answers an application that came as this case before; null when there is no such case, and then nothing is taken in.
    /// </summary>
    public async Task<IntakeAnswer?> RepeatAsync(string caseId, ReadOnlyMemory<byte> application, CancellationToken cancellation) =>
        await store.FindAsync(caseId, cancellation).ConfigureAwait(false) is not { } found ? null
            : found.Head.BodyHash == keys.Open(caseId, found.Key).Fingerprint(application.Span)
                ? await ForwardAsync(found.Head, found.Consents).ConfigureAwait(false)
            : new IntakeAnswer.KeyReused();

    // A case that no attempt has taken up may have lost its message between the two: it is sent again. A caller who hangs up by now has a
    // case that is stored, so the message is sent all the same.
    private async Task<IntakeAnswer> ForwardAsync(CaseHead head, IReadOnlyList<ConsentRecord> consents)
    {
        if (head.Status == CaseStatus.Received)
        {
            await exchange.SendAsync([.. StepMessages.ConsentExpiries(head, consents), StepMessages.Received(head)], CancellationToken.None)
                .ConfigureAwait(false);
        }

        return new IntakeAnswer.Accepted(head);
    }

    private CaseChange Receive(NewCase started, ReadOnlySpan<byte> application)
    {
        var id = started.Id;
        var now = time.GetUtcNow();
        var key = keys.NewKey(id);
        var cipher = keys.Open(id, key);
        var head = new CaseHead(
            id, started.Service, catalogues.Current.Version, started.Agency, cipher.Fingerprint(application),
            CaseStatus.Received, 0, now, null, null, AuditChain.Start(id));
        return CaseChange.Of(head, null, new AuditEntry(now, AuditKinds.CaseReceived, started.Actor, id, started.Details)) with
        {
            Key = key,
            SealedApplication = cipher.Seal(ApplicationPlace, application),
            Consents = ConsentsOfApplication.Read(catalogues.Current, JsonElement.Parse(application), started.Agency, now),
        };
    }
}
