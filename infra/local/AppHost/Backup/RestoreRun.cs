using Azure.Data.Tables;
using Integration.Local.AppHost.Audit;
using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;

namespace Integration.Local.AppHost.Backup;

/// <summary>Brings a backup into tables that hold nothing, then verifies every case and every anchor.</summary>
/// <param name="surroundings">What it reaches for.</param>
/// <param name="connectionString">The tables; null for those of the data directory.</param>
/// <param name="folder">The folder that was written.</param>
internal sealed class RestoreRun(Surroundings surroundings, string? connectionString, string folder)
{
    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        var manifest = await BackupManifest.ReadAsync(folder, stop).ConfigureAwait(false);
        if (connectionString is not null)
        {
            return await TableAccess.UseAsync(options, connectionString, service => RestoreAsync(manifest, service, stop), stop)
                .ConfigureAwait(false);
        }

        var directory = DataDirectory.At(options.DataDirectory);
        EnsureUnused(directory);
        return await TableAccess.UseStoppedAsync(directory, service => RestoreAsync(manifest, service, stop), stop).ConfigureAwait(false);
    }

    private static void EnsureUnused(DataDirectory directory)
    {
        foreach (var used in new[] { directory.Messages, directory.Functions }.Where(Directory.Exists))
        {
            throw new AppHostException(
                $"'{used}' holds messages or orchestrations of other cases: stop what runs, "
                + $"and move everything but '{directory.Keys}' away.");
        }

        if (!Directory.EnumerateFiles(directory.Keys).Any())
        {
            throw new AppHostException(
                $"'{directory.Keys}' holds no keys, and without those of the backed-up cases nobody can read them: copy them there first.");
        }
    }

    private async Task<int> RestoreAsync(BackupManifest manifest, TableServiceClient service, CancellationToken stop)
    {
        foreach (var table in manifest.Tables)
        {
            await EnsureEmptyAsync(service, table.Name, stop).ConfigureAwait(false);
        }

        foreach (var table in manifest.Tables)
        {
            var rows = await TableImport.ReadAsync(service.GetTableClient(table.Name), Path.Combine(folder, table.File), stop)
                .ConfigureAwait(false);
            await surroundings.Output.WriteLineAsync($"{table.Name,-10} {rows,8}  rows").ConfigureAwait(false);
        }

        var verified = await new AuditRun(surroundings, connectionString, []).VerifyAsync(service, stop).ConfigureAwait(false);
        await surroundings.Output.WriteLineAsync(
            $"Restored as of {manifest.Begin:u}. {manifest.OpenCases} of {manifest.Cases} cases are open: "
            + "start the application, then resume them.").ConfigureAwait(false);
        return verified;
    }

    private static async Task EnsureEmptyAsync(TableServiceClient service, string name, CancellationToken stop)
    {
        await foreach (var table in service.QueryAsync(cancellationToken: stop).ConfigureAwait(false))
        {
            if (table.Name == name && await AnyAsync(service.GetTableClient(name), stop).ConfigureAwait(false))
            {
                throw new AppHostException($"The table '{name}' is not empty: restore into tables that hold nothing; nothing was changed.");
            }
        }
    }

    private static async Task<bool> AnyAsync(TableClient table, CancellationToken stop)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: stop).ConfigureAwait(false))
        {
            return true;
        }

        return false;
    }
}
