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

    public Task<CommitOutcome> CommitAsync(CaseChange change, CancellationToken cancellation) => Task.FromResult(
        Stored.TryAdd(change.Head.Id, new CaseRecord(change.Head, "1", change.SealedApplication ?? [], [], [], change.Audit) { Consents = change.Consents })
            ? CommitOutcome.Committed
            : CommitOutcome.AlreadyThere);

    public Task SendAsync(IReadOnlyList<ExchangeMessage> messages, CancellationToken cancellation)
    {
        Sent.AddRange(messages);
        return Task.CompletedTask;
    }
}
