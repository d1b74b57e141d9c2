using System.Globalization;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Tests.Cases;

/// <summary>The store's contract without a table; held to it by <see cref="CaseStoreContract"/>.</summary>
internal sealed class InMemoryCaseStore : ICaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CaseRecord> _cases = [];
    private int _revision;

    public int Transactions { get; private set; }

    /// <summary>Is called when something has been stored, before its writer learns of it.</summary>
    public Action? Stored { get; set; }

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<CaseRecord?> FindAsync(string caseId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_cases.GetValueOrDefault(caseId));
        }
    }

    public Task<CommitOutcome> CommitAsync(CaseChange change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CommitOutcome outcome;
        lock (_gate)
        {
            outcome = Commit(change);
        }

        if (outcome == CommitOutcome.Committed)
        {
            Stored?.Invoke();
        }

        return Task.FromResult(outcome);
    }

    private CommitOutcome Commit(CaseChange change)
    {
        var stored = _cases.GetValueOrDefault(change.Head.Id);
        if (change.ExpectedRevision is null ? stored is not null : stored is null)
        {
            return change.ExpectedRevision is null ? CommitOutcome.AlreadyThere : CommitOutcome.Stale;
        }

        if (stored is not null && stored.Revision != change.ExpectedRevision)
        {
            return CommitOutcome.Stale;
        }

        if (stored is not null && (change.Requests.Any(request => stored.FindRequest(request.Key) is not null)
            || change.Results.Any(result => stored.Results.Any(known => known.RowKey == result.RowKey))))
        {
            return CommitOutcome.AlreadyThere;
        }

        Transactions++;
        _cases[change.Head.Id] = new(
            change.Head,
            (++_revision).ToString(CultureInfo.InvariantCulture),
            change.Key ?? stored?.Key ?? throw new InvalidOperationException("A new case needs a key."),
            change.SealedApplication ?? stored?.SealedApplication ?? [],
            [.. stored?.Requests ?? [], .. change.Requests],
            [.. stored?.Results ?? [], .. change.Results],
            [.. stored?.Audit ?? [], .. change.Audit])
        {
            Consents = [.. stored?.Consents ?? [], .. change.Consents],
        };
        return CommitOutcome.Committed;
    }
}
