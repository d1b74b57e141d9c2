using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Audit;

/// <summary>
/// Audit chains out of the table of cases. What is asked of all cases is a scan of the table, page by page: the service reads every
/// row, and sends only heads and audit records. It keeps one case in memory at a time.
/// </summary>
public sealed class TableCaseAudits : ICaseAudits
{
    private const string HeadKey = "head";
    private const string AuditPrefix = "audit|";

    // One past the last key that begins with the prefix.
    private const string AuditEnd = "audit}";

    private static readonly string[] TipColumns = ["PartitionKey", "RowKey", "tipSequence", "tipHash"];
    private static readonly string[] AuditColumns =
        [.. TipColumns, "sequence", "at", "kind", "actor", "subject", "details", "previousHash", "hash"];

    private readonly TableClient _table;

    /// <param name="service">The account that the table is in.</param>
    public TableCaseAudits(TableServiceClient service) => _table = service.GetTableClient(TableCaseStore.TableName);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AnchoredTip> MovedSinceAsync(
        DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var moved = since is { } time
            ? TableClient.CreateQueryFilter($"RowKey eq {HeadKey} and Timestamp ge {time}")
            : TableClient.CreateQueryFilter($"RowKey eq {HeadKey}");
        var rows = _table.QueryAsync<TableEntity>(moved, select: TipColumns, cancellationToken: cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            if (TipOf(row) is { } tip)
            {
                yield return new(row.PartitionKey, tip.Sequence, tip.Hash);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseAudit> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {HeadKey} or (RowKey ge {AuditPrefix} and RowKey lt {AuditEnd})");
        var found = _table.QueryAsync<TableEntity>(filter, select: AuditColumns, cancellationToken: cancellation);
        List<TableEntity> rows = [];
        await foreach (var row in found.ConfigureAwait(false))
        {
            if (rows.Count > 0 && rows[0].PartitionKey != row.PartitionKey)
            {
                yield return Read(rows);
                rows = [];
            }

            rows.Add(row);
        }

        if (rows.Count > 0)
        {
            yield return Read(rows);
        }
    }

    /// <inheritdoc/>
    public async Task<CaseAudit?> FindAsync(string caseId, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {caseId} and (RowKey eq {HeadKey} or (RowKey ge {AuditPrefix} and RowKey lt {AuditEnd}))");
        var found = _table.QueryAsync<TableEntity>(filter, select: AuditColumns, cancellationToken: cancellation);
        List<TableEntity> rows = [];
        await foreach (var row in found.ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows.Count > 0 ? Read(rows) : null;
    }

    private static CaseAudit Read(List<TableEntity> rows) => new(
        rows[0].PartitionKey,
        rows.Find(row => row.RowKey == HeadKey) is { } head ? TipOf(head) : null,
        rows.FindAll(row => row.RowKey != HeadKey).ConvertAll(RecordOf));

    private static AuditTip? TipOf(TableEntity row) =>
        row.TryGetValue("tipSequence", out var sequence) && sequence is long number
        && row.TryGetValue("tipHash", out var hash) && hash is string text
            ? new(number, text)
            : null;

    private static AuditRecord RecordOf(TableEntity row) => new(
        NumberOf(row, "sequence"),
        TimeOf(row, "at"),
        TextOf(row, "kind"),
        TextOf(row, "actor"),
        TextOf(row, "subject"),
        TextOf(row, "details"),
        TextOf(row, "previousHash"),
        TextOf(row, "hash"));

    private static string TextOf(TableEntity row, string name) => row.TryGetValue(name, out var value) && value is string text ? text : "";

    private static long NumberOf(TableEntity row, string name) => row.TryGetValue(name, out var value) && value is long number ? number : 0;

    private static DateTimeOffset TimeOf(TableEntity row, string name)
    {
        var milliseconds = NumberOf(row, name);
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;
    }
}
