using Azure.Data.Tables;

namespace Integration.Local.AppHost.Backup;

/// <summary>Brings the rows of a file into a table.</summary>
internal static class TableImport
{
    // What a transaction of tables holds at most: 100 rows, and 4 MiB, of which a line is a little more than its row.
    private const int MostRows = 100;
    private const int MostText = 3 * 1024 * 1024;

    /// <returns>How many rows.</returns>
    public static async Task<long> ReadAsync(TableClient table, string path, CancellationToken stop)
    {
        await table.CreateIfNotExistsAsync(stop).ConfigureAwait(false);
        var (rows, text) = (0L, 0);
        List<TableTransactionAction> batch = [];
        await foreach (var line in File.ReadLinesAsync(path, stop).ConfigureAwait(false))
        {
            var entity = EntityLine.Read(line);
            if (batch.Count > 0
                && (batch.Count == MostRows || text + line.Length > MostText || batch[0].Entity.PartitionKey != entity.PartitionKey))
            {
                await table.SubmitTransactionAsync(batch, stop).ConfigureAwait(false);
                (batch, text) = ([], 0);
            }

            batch.Add(new(TableTransactionActionType.Add, entity));
            (rows, text) = (rows + 1, text + line.Length);
        }

        if (batch.Count > 0)
        {
            await table.SubmitTransactionAsync(batch, stop).ConfigureAwait(false);
        }

        return rows;
    }
}
