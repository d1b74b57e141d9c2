using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Integration.Workflows.Audit.Anchoring;

/// <summary>Anchors in Azure Tables: one table, one partition, one entity-group transaction an anchor.</summary>
public sealed class TableAnchorStore : IAnchorStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "anchors";

    // Mostly only the newest ones are wanted.
    private const int PageSize = 100;

    private readonly TableClient _table;

    /// <param name="service">The account that the table is in.</param>
    public TableAnchorStore(TableServiceClient service) => _table = service.GetTableClient(TableName);

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => _table.CreateIfNotExistsAsync(cancellation);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(SealedAnchor anchor, CancellationToken cancellation)
    {
        try
        {
            var actions = AnchorRows.Of(anchor).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row));
            await _table.SubmitTransactionAsync(actions, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException error) when (error.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<AuditAnchor?> FindAsync(long sequence, CancellationToken cancellation)
    {
        var (partition, row) = AnchorRows.KeyOf(sequence);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation).ConfigureAwait(false);
        return found.HasValue ? AnchorRows.ReadAnchor(found.Value!) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditAnchor> ReadNewestFirstAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = _table.QueryAsync<TableEntity>(AnchorRows.Anchors, PageSize, cancellationToken: cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return AnchorRows.ReadAnchor(row);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AnchoredTip>> ReadLeavesAsync(long sequence, CancellationToken cancellation)
    {
        var leaves = new List<AnchoredTip>();
        var rows = _table.QueryAsync<TableEntity>(AnchorRows.LeavesOf(sequence), cancellationToken: cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            leaves.AddRange(AnchorRows.ReadLeaves(row));
        }

        return leaves;
    }
}
