using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Integration.Workflows.Cases;

/// <summary>Cases in Azure Tables: one table, one partition a case, one entity-group transaction a change.</summary>
public sealed class TableCaseStore : ICaseStore
{
    /// <summary>The table's name.</summary>
    public const string TableName = "cases";

    private readonly TableClient _table;

    /// <param name="service">The account that the table is in.</param>
    public TableCaseStore(TableServiceClient service) => _table = service.GetTableClient(TableName);

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => _table.CreateIfNotExistsAsync(cancellation);

    /// <inheritdoc/>
    public async Task<CaseRecord?> FindAsync(string caseId, CancellationToken cancellation)
    {
        // Whatever is no case id has no case, and never becomes part of a query.
        if (!CaseId.IsWellFormed(caseId))
        {
            return null;
        }

        // A filter as text: one given as an expression is compiled for each call, which costs more than the call.
        var partition = TableClient.CreateQueryFilter($"PartitionKey eq {caseId}");
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(partition, cancellationToken: cancellation).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return CaseRows.Read(rows);
    }

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync(CaseChange change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await _table.SubmitTransactionAsync(CaseRows.ActionsOf(change), CancellationToken.None).ConfigureAwait(false);
            return CommitOutcome.Committed;
        }
        catch (RequestFailedException error) when (error.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return CommitOutcome.AlreadyThere;
        }
        catch (RequestFailedException error) when (error.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            return CommitOutcome.Stale;
        }
    }
}
