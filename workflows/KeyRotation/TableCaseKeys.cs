using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Integration.Workflows.Cases;
using Integration.Workflows.Protection;

namespace Integration.Workflows.KeyRotation;

/// <summary>
/// Keys of cases out of the table of cases. A walk is a scan of the table, page by page: the service reads every row, and sends only keys
/// under other master keys. How far it has come is a row of the same table, in a partition that no case can have.
/// </summary>
public sealed class TableCaseKeys : ICaseKeys
{
    private const string ProgressPartition = "key-rotation";
    private const string ProgressRow = "progress";
    private const int PageSize = 500;
    private readonly TableClient _table;

    /// <param name="service">The account that the table is in.</param>
    public TableCaseKeys(TableServiceClient service) => _table = service.GetTableClient(TableCaseStore.TableName);

    /// <inheritdoc/>
    public async Task<CaseKeyPage> ReadNotUnderAsync(string masterKey, string? position, CancellationToken cancellation)
    {
        var found = _table.QueryAsync<TableEntity>(KeyRows.NotUnder(masterKey), PageSize, cancellationToken: cancellation);
        await foreach (var page in found.AsPages(position).ConfigureAwait(false))
        {
            return new(
                [.. page.Values.Select(row => new CaseKey(row.PartitionKey, KeyRows.Read(row), row.ETag.ToString()))],
                page.ContinuationToken is { Length: > 0 } next ? next : null);
        }

        return new([], null);
    }

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(CaseKey read, WrappedKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            await _table.UpdateEntityAsync(KeyRows.Of(read.CaseId, key), new ETag(read.Revision), TableUpdateMode.Replace, cancellation)
                .ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException error)
            when (error.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied || error.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<RotationProgress?> FindProgressAsync(CancellationToken cancellation)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(ProgressPartition, ProgressRow, cancellationToken: cancellation)
            .ConfigureAwait(false);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<RotationProgress?> TrySaveAsync(RotationProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var row = RowOf(progress);
        try
        {
            var response = progress.Revision is { } revision
                ? await _table.UpdateEntityAsync(row, new ETag(revision), TableUpdateMode.Replace, cancellation).ConfigureAwait(false)
                : await _table.AddEntityAsync(row, cancellation).ConfigureAwait(false);
            return progress with { Revision = response.Headers.ETag.ToString() };
        }
        catch (RequestFailedException error)
            when (error.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied || error.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return null;
        }
    }

    private static TableEntity RowOf(RotationProgress progress) => new(ProgressPartition, ProgressRow)
    {
        ["masterKey"] = progress.MasterKey,
        ["startedAt"] = progress.StartedAt,
        ["walkFrom"] = progress.WalkFrom,
        ["position"] = progress.Position,
        ["met"] = progress.Met,
        ["doneAt"] = progress.DoneAt,
    };

    private static RotationProgress Read(TableEntity row) => new(
        row.GetString("masterKey"),
        row.GetDateTimeOffset("startedAt") ?? default,
        row.GetDateTimeOffset("walkFrom") ?? default,
        row.GetString("position"),
        row.GetInt32("met") ?? 0,
        row.GetDateTimeOffset("doneAt"),
        row.ETag.ToString());
}
