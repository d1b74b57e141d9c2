using Azure;
using Azure.Data.Tables;
using Integration.Local.AppHost.Running;

namespace Integration.Local.AppHost.Backup;

/// <summary>
/// Writes a table's rows into a file, while others may write to the table. Each case is as it was at one moment: those that moved meanwhile
/// are read again, alone.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="path">The file.</param>
internal sealed class TableExport(TableClient table, string path)
{
    private const string HeadKey = "head";
    private const int Tries = 10;

    // How far the clocks of this machine and of the tables may be apart.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Writes rows that are only ever added, in one partition with the newest first.</summary>
    public async Task<long> WriteNewestFirstAsync(CancellationToken stop)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var rows = await WriteAsync(stop).ConfigureAwait(false);
            if (await FirstKeyAsync(stop).ConfigureAwait(false) == FirstKeyWritten())
            {
                return rows;
            }
        }

        throw new AppHostException($"The table '{table.Name}' grows faster than it can be read: back up when there is less to do.");
    }

    /// <summary>Writes all rows as they come.</summary>
    public async Task<long> WriteAsync(CancellationToken stop)
    {
        var rows = 0L;
        var writer = Open(append: false);
        await using (writer.ConfigureAwait(false))
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: stop).ConfigureAwait(false))
            {
                await writer.WriteLineAsync(EntityLine.Write(row)).ConfigureAwait(false);
                rows++;
            }
        }

        return rows;
    }

    /// <summary>Writes cases.</summary>
    /// <param name="begin">When the backup was begun.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<CaseCount> WriteCasesAsync(DateTimeOffset begin, CancellationToken stop)
    {
        await WriteAsync(stop).ConfigureAwait(false);
        var moved = await MovedSinceAsync(begin - _tolerance, stop).ConfigureAwait(false);
        if (moved.Count > 0)
        {
            LeaveOut(moved);
            var writer = Open(append: true);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var id in moved)
                {
                    foreach (var row in await ReadAtOnceAsync(id, stop).ConfigureAwait(false))
                    {
                        await writer.WriteLineAsync(EntityLine.Write(row)).ConfigureAwait(false);
                    }
                }
            }
        }

        return Count();
    }

    private async Task<HashSet<string>> MovedSinceAsync(DateTimeOffset time, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {HeadKey} and Timestamp ge {time}");
        var moved = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: stop)
            .ConfigureAwait(false))
        {
            moved.Add(row.PartitionKey);
        }

        return moved;
    }

    /// <summary>The rows of a case between two looks at its head that are the same: every change writes the head.</summary>
    private async Task<List<TableEntity>> ReadAtOnceAsync(string id, CancellationToken stop)
    {
        var partition = TableClient.CreateQueryFilter($"PartitionKey eq {id}");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var before = await HeadAsync(id, stop).ConfigureAwait(false);
            List<TableEntity> rows = [];
            await foreach (var row in table.QueryAsync<TableEntity>(partition, cancellationToken: stop).ConfigureAwait(false))
            {
                rows.Add(row);
            }

            if (await HeadAsync(id, stop).ConfigureAwait(false) == before)
            {
                return rows;
            }
        }

        throw new AppHostException($"Case {id} changes faster than it can be read: back up when there is less to do.");
    }

    private async Task<ETag> HeadAsync(string id, CancellationToken stop) =>
        (await table.GetEntityAsync<TableEntity>(id, HeadKey, ["RowKey"], stop).ConfigureAwait(false)).Value.ETag;

    private async Task<string?> FirstKeyAsync(CancellationToken stop)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: stop).ConfigureAwait(false))
        {
            return row.RowKey;
        }

        return null;
    }

    private string? FirstKeyWritten() => File.ReadLines(path).FirstOrDefault() is { } line ? EntityLine.Read(line).RowKey : null;

    private void LeaveOut(HashSet<string> partitions)
    {
        var whole = $"{path}.whole";
        File.Move(path, whole);
        using (var writer = Open(append: false))
        {
            foreach (var line in File.ReadLines(whole).Where(line => !partitions.Contains(EntityLine.Read(line).PartitionKey)))
            {
                writer.WriteLine(line);
            }
        }

        File.Delete(whole);
    }

    private CaseCount Count()
    {
        var count = new CaseCount(0, 0, 0);
        foreach (var row in File.ReadLines(path).Select(EntityLine.Read))
        {
            count = count with { Rows = count.Rows + 1 };
            if (row.RowKey == HeadKey)
            {
                count = count with { Cases = count.Cases + 1, Open = count.Open + (row.ContainsKey("closedAt") ? 0 : 1) };
            }
        }

        return count;
    }

    private StreamWriter Open(bool append)
    {
        var options = new FileStreamOptions { Mode = append ? FileMode.Append : FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new StreamWriter(path, options);
    }

    /// <summary>What was written of cases.</summary>
    internal sealed record CaseCount(long Rows, long Cases, long Open);
}
