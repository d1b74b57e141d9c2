using Integration.Workflows.Cases;
using Integration.Workflows.Exchange;

namespace Integration.Functions.Tests.Cases;

/// <summary>Remembers what was stored and sent.</summary>
internal sealed class RecordedNetwork : ICaseStore, IExchange
{
    public Dictionary<string, CaseRecord> Stored { get; } = [];

    public List<ExchangeMessage> Sent { get; } = [];

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<CaseRecord?> FindAsync(string caseId, CancellationToken cancellation) => Task.FromResult(Stored.GetValueOrDefault(caseId));

    public Task<CommitOutcome> CommitAsync(CaseChange change, CancellationToken cancellation)
    {
        var stored = Stored.GetValueOrDefault(change.Head.Id);
        if (stored?.Revision != change.ExpectedRevision)
        {
            return Task.FromResult(change.ExpectedRevision is null ? CommitOutcome.AlreadyThere : CommitOutcome.Stale);
        }

        Stored[change.Head.Id] = new CaseRecord(
            change.Head,
            $"{change.Head.Tip.Sequence}",
            change.Key ?? stored!.Key,
            change.SealedApplication ?? stored?.SealedApplication ?? [],
            [.. stored?.Requests ?? [], .. change.Requests],
            [.. stored?.Results ?? [], .. change.Results],
            [.. stored?.Audit ?? [], .. change.Audit])
        {
            Consents = [.. stored?.Consents ?? [], .. change.Consents],
        };
        return Task.FromResult(CommitOutcome.Committed);
    }

    public Task SendAsync(IReadOnlyList<ExchangeMessage> messages, CancellationToken cancellation)
    {
        Sent.AddRange(messages);
        return Task.CompletedTask;
    }
}
