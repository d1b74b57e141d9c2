using Integration.Workflows.Audit;
using Integration.Workflows.Consent;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Cases;

/// <summary>What is to be written in one entity-group transaction: all of it or nothing.</summary>
/// <param name="Head">The head from then on.</param>
/// <param name="ExpectedRevision">The head's ETag that the change was decided on; null for a case that must not exist yet.</param>
/// <param name="Audit">New records; at least one.</param>
public sealed record CaseChange(CaseHead Head, string? ExpectedRevision, IReadOnlyList<AuditRecord> Audit)
{
    /// <summary>The case's key, for a new case.</summary>
    public WrappedKey? Key { get; init; }

    /// <summary>The application, for a new case.</summary>
    public byte[]? SealedApplication { get; init; }

    /// <summary>New requests.</summary>
    public IReadOnlyList<StepRequest> Requests { get; init; } = [];

    /// <summary>New decisions about consents.</summary>
    public IReadOnlyList<ConsentRecord> Consents { get; init; } = [];

    /// <summary>New results.</summary>
    public IReadOnlyList<StepResult> Results { get; init; } = [];

    /// <summary>A change of a case, with its audit records chained to those before.</summary>
    public static CaseChange Of(CaseHead head, string? expectedRevision, params ReadOnlySpan<AuditEntry> entries)
    {
        var records = new List<AuditRecord>();
        var tip = head.Tip;
        foreach (var entry in entries)
        {
            var record = AuditChain.Append(tip, entry);
            records.Add(record);
            tip = AuditChain.TipOf(record);
        }

        return new(head with { Tip = tip }, expectedRevision, records);
    }
}
