using Azure.Data.Tables;
using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Local.AppHost.Backup;

/// <summary>Copies cases, anchors and catalogues into a folder. It changes nothing where they are.</summary>
/// <param name="surroundings">What it reaches for.</param>
/// <param name="connectionString">The tables; null for those of the data directory.</param>
/// <param name="folder">The folder to write.</param>
internal sealed class BackupRun(Surroundings surroundings, string? connectionString, string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        Make();
        return TableAccess.UseAsync(options, connectionString, service => CopyAsync(service, stop), stop);
    }

    private void Make()
    {
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new AppHostException($"'{folder}' is not empty: name a folder that is, or that is not there yet.");
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AppHostException($"The folder '{folder}' can't be made ({error.Message.TrimEnd('.')}): name another.", error);
        }
    }

    private async Task<int> CopyAsync(TableServiceClient service, CancellationToken stop)
    {
        var begin = surroundings.Time.GetUtcNow();
        List<BackupTable> tables = [];

        // Anchors first: a case may be ahead of the anchors, never behind them. Catalogues last: those of all these cases are there.
        var anchors = await Export(TableAnchorStore.TableName).WriteNewestFirstAsync(stop).ConfigureAwait(false);
        await AddAsync(TableAnchorStore.TableName, anchors).ConfigureAwait(false);
        var cases = await Export(TableCaseStore.TableName).WriteCasesAsync(begin, stop).ConfigureAwait(false);
        await AddAsync(TableCaseStore.TableName, cases.Rows).ConfigureAwait(false);
        var catalogues = await Export(TableCatalogueArchive.TableName).WriteAsync(stop).ConfigureAwait(false);
        await AddAsync(TableCatalogueArchive.TableName, catalogues).ConfigureAwait(false);
        var end = surroundings.Time.GetUtcNow();
        new BackupManifest(BackupManifest.CurrentFormat, begin, end, cases.Cases, cases.Open, tables).Write(folder);
        await surroundings.Output.WriteLineAsync(
            $"{cases.Cases} cases, {cases.Open} of them open, are backed up in '{folder}'. The keys are not: keep them elsewhere.")
            .ConfigureAwait(false);
        return ExitCodes.Done;

        TableExport Export(string name) => new(service.GetTableClient(name), Path.Combine(folder, FileOf(name)));

        async Task AddAsync(string name, long rows) => tables.Add(new(
            name, FileOf(name), rows, await BackupManifest.HashAsync(Path.Combine(folder, FileOf(name)), stop).ConfigureAwait(false)));
    }

    private static string FileOf(string table) => $"{table}.jsonl";
}
