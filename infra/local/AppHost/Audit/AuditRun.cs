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
    public Task<int> RunAsync(AppHostOptions options, CancellationToken stop) =>
        TableAccess.UseAsync(options, connectionString, service => VerifyAsync(service, stop), stop);

    /// <summary>Verifies tables that are open already.</summary>
    public async Task<int> VerifyAsync(TableServiceClient service, CancellationToken stop)
    {
        await EnsureThereAsync(service, stop).ConfigureAwait(false);
        var walk = new AuditWalk(new TableCaseAudits(service), new TableAnchorStore(service));
        return Tell(await walk.RunAsync(witnesses, stop).ConfigureAwait(false));
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
