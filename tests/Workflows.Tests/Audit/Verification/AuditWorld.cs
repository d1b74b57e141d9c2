using System.Globalization;
using System.Runtime.CompilerServices;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;
using Integration.Workflows.Tests.Audit.Anchoring;

namespace Integration.Workflows.Tests.Audit.Verification;

/// <summary>Cases and anchors in memory, which can be tampered with.</summary>
internal sealed class AuditWorld : ICaseAudits
{
    public ManualTime Time { get; } = new();

    public SortedDictionary<string, StoredCase> Cases { get; } = new(StringComparer.Ordinal);

    public InMemoryAnchorStore Anchors { get; } = new();

    /// <summary>Happens after all cases were read.</summary>
    public Action OnRead { get; set; } = () => { };

    /// <summary>Whether a case's head is read before its records are, and they are written in between.</summary>
    public bool IsTorn { get; set; }

    public static string IdOf(int number) => CaseId.From("portal", "newborn", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes records to a case, a minute later.</summary>
    public void Grow(int number, int records)
    {
        var id = IdOf(number);
        Time.Now += TimeSpan.FromMinutes(1);
        if (!Cases.TryGetValue(id, out var stored))
        {
            Cases[id] = stored = new() { Tip = AuditChain.Start(id) };
        }

        for (var added = 0; added < records; added++)
        {
            var record = AuditChain.Append(stored.Tip!, new AuditEntry(Time.Now, "kind", "actor", $"subject {stored.Records.Count}"));
            stored.Records.Add(record);
            stored.Tip = AuditChain.TipOf(record);
        }

        stored.WrittenAt = Time.Now;
    }

    public IEnumerable<AnchoredTip> Tips() =>
        Cases.Select(stored => new AnchoredTip(stored.Key, stored.Value.Tip!.Sequence, stored.Value.Tip.Hash));

    /// <summary>Anchors, half an hour later: longer than clocks may be apart.</summary>
    public Task<AnchoringOutcome> AnchorAsync()
    {
        Time.Now += TimeSpan.FromMinutes(30);
        return new TipAnchoring(this, Anchors, Time).RunAsync(CancellationToken.None);
    }

    /// <summary>The same; nothing here waits.</summary>
    public AnchoringOutcome Anchor() => Ended(AnchorAsync());

    /// <summary>Walks over all of it.</summary>
    public AuditReport Verify(params AnchorWitness[] witnesses) =>
        Ended(new AuditWalk(this, Anchors).RunAsync(witnesses, CancellationToken.None));

    public async IAsyncEnumerable<AnchoredTip> MovedSinceAsync(
        DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var (id, stored) in Cases.Where(stored => since is null || stored.Value.WrittenAt >= since).ToList())
        {
            if (stored.Tip is { } tip)
            {
                yield return new(id, tip.Sequence, tip.Hash);
            }
        }

        OnRead();
    }

    public async IAsyncEnumerable<CaseAudit> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var (id, stored) in Cases)
        {
            yield return new(id, IsTorn ? AuditChain.Start(id) : stored.Tip, stored.Records);
        }
    }

    public Task<CaseAudit?> FindAsync(string caseId, CancellationToken cancellation) => Task.FromResult(
        Cases.TryGetValue(caseId, out var stored) ? new CaseAudit(caseId, stored.Tip, stored.Records) : null);

    private static T Ended<T>(Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("It waits.");

    /// <summary>A case that can be tampered with.</summary>
    internal sealed class StoredCase
    {
        public List<AuditRecord> Records { get; set; } = [];

        public AuditTip? Tip { get; set; }

        public DateTimeOffset WrittenAt { get; set; }
    }

    /// <summary>A clock that is set.</summary>
    internal sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
