using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Integration.Local.AppHost.CommandLine;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Audit;

/// <summary>Verifies all audit chains and anchors, and writes what it finds. It changes nothing.</summary>
/// <param name="surroundings">What it reaches for.</param>
/// <param name="connectionString">The tables; null for those of the data directory.</param>
/// <param name="witnesses">Anchors that somebody was shown.</param>
internal sealed class AuditRun(Surroundings surroundings, string? connectionString, IReadOnlyCollection<AnchorWitness> witnesses)
{
    private const int Retries = 2;

    public async Task<int> RunAsync(AppHostOptions options, CancellationToken stop)
    {
        if (connectionString is not null)
        {
            return await VerifyAsync(connectionString, stop).ConfigureAwait(false);
        }

        var directory = DataDirectory.At(options.DataDirectory);
        if (DirectoryHold.ReadAnnouncement(directory) is { } addresses)
        {
            return await VerifyAsync(TableService.ConnectionStringOf(addresses.Tables), stop).ConfigureAwait(false);
        }

        using var hold = DirectoryHold.Take(directory);
        await TableService.ClearLeftOverAsync(directory, stop).ConfigureAwait(false);
        var tables = await TableService.StartAsync(directory, port: 0, stop).ConfigureAwait(false);
        await using (tables.ConfigureAwait(false))
        {
            return await VerifyAsync(tables.ConnectionString, stop).ConfigureAwait(false);
        }
    }

    private async Task<int> VerifyAsync(string connection, CancellationToken stop)
    {
        try
        {
            var service = Open(connection);
            await EnsureThereAsync(service, stop).ConfigureAwait(false);
            var walk = new AuditWalk(new TableCaseAudits(service), new TableAnchorStore(service));
            return Tell(await walk.RunAsync(witnesses, stop).ConfigureAwait(false));
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException { InnerException: RequestFailedException })
        {
            var first = (error.InnerException ?? error).Message.Split('\n')[0].TrimEnd();
            throw new AppHostException($"The tables can't be read: {first}", error);
        }
    }

    private static TableServiceClient Open(string connection)
    {
        try
        {
            return new TableServiceClient(connection, new TableClientOptions { Retry = { MaxRetries = Retries, Mode = RetryMode.Fixed } });
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new AppHostException(
                "--connection-string is none of a table service: write it as Azure shows it, AccountName and AccountKey in it.", error);
        }
    }

    private static async Task EnsureThereAsync(TableServiceClient service, CancellationToken stop)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal) { TableCaseStore.TableName, TableAnchorStore.TableName };
        await foreach (var table in service.QueryAsync(cancellationToken: stop).ConfigureAwait(false))
        {
            missing.Remove(table.Name);
        }

        if (missing.Count > 0)
        {
            throw new AppHostException(
                $"There is no table '{missing.Order(StringComparer.Ordinal).First()}': "
                + "either nothing was ever stored here, or somebody removed it.");
        }
    }

    private int Tell(AuditReport report)
    {
        var output = surroundings.Output;
        output.WriteLine($"cases      {report.Cases,8}");
        output.WriteLine($"records    {report.Records,8}");
        output.WriteLine($"anchors    {report.Anchors,8}{(report.Newest is { } newest ? $"  newest {newest}" : "")}");
        output.WriteLine($"uncovered  {report.Uncovered,8}  cases with records that are not anchored yet");
        output.WriteLine($"findings   {report.Findings.Count,8}");
        foreach (var finding in report.Findings)
        {
            output.WriteLine($"- {finding}");
        }

        return report.Findings.Count == 0
            ? ExitCodes.Done
            : throw new AppHostException("What is stored is not what was written.");
    }
}
