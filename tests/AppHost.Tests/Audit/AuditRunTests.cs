using Azure.Data.Tables;
using Integration.Local.AppHost.Tables;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Local.AppHost.Tests.EndToEnd;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Tests.Audit;

public sealed class AuditRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_changed_in_the_table_is_found_while_it_runs_and_when_it_is_stopped()
    {
        var (running, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (running)
        {
            await using var demo = AppHostProcess.Start(_directory, "demo");
            (await demo.EndAsync()).ShouldBe(0, demo.Output);
            var service = new TableServiceClient(TableService.ConnectionStringOf(addresses.Tables));
            var witness = await AnchorAsync(service);

            var before = await VerifyAsync("--witness", witness.ToString());
            before.ExitCode.ShouldBe(0, before.Errors);
            before.Output.ShouldMatch(@"cases +1\n.*\n?.*newest " + witness + @"\n.*uncovered +0 ");
            before.Output.ShouldMatch(@"findings +0\n$");

            ShouldNameTheRecord(await ChangeAsync(service), await VerifyAsync());
        }

        var stopped = await VerifyAsync();
        stopped.ExitCode.ShouldBe(1);
        stopped.Output.ShouldContain("record 3: was changed: its hash is another");
    }

    [Fact]
    public async Task Tables_elsewhere_are_named_by_their_connection_string()
    {
        await using var tables = await TableService.StartAsync(_directory.Data, port: 0, Cancellation);
        var service = new TableServiceClient(tables.ConnectionString);
        await new TableCaseStore(service).PrepareAsync(Cancellation);
        await new TableAnchorStore(service).PrepareAsync(Cancellation);

        var run = await ProgramRun.RunAsync("audit", "verify", "--connection-string", tables.ConnectionString);

        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldMatch(@"cases +0\n");
    }

    [Fact]
    public async Task A_data_directory_where_nothing_was_stored_is_told_in_one_line()
    {
        var run = await VerifyAsync();

        run.ExitCode.ShouldBe(1);
        run.Errors.TrimEnd().ShouldBe("There is no table 'anchors': either nothing was ever stored here, or somebody removed it.");
    }

    [Theory]
    [InlineData(
        "nonsense",
        "--connection-string is none of a table service: write it as Azure shows it, AccountName and AccountKey in it, or the service's "
            + "https address, to be opened as who is signed in.")]
    [InlineData(
        "AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;",
        "The tables can't be read: Connection refused (127.0.0.1:1)")]
    public async Task Tables_that_cannot_be_read_are_told_in_one_line(string connection, string complaint)
    {
        var run = await ProgramRun.RunAsync("audit", "verify", "--connection-string", connection);

        run.ExitCode.ShouldBe(1);
        run.Errors.TrimEnd().ShouldBe(complaint);
    }

    public void Dispose() => _directory.Dispose();

    private Task<ProgramRun> VerifyAsync(params string[] more) =>
        ProgramRun.RunAsync(["audit", "verify", $"--Local:DataDirectory={_directory.Path}", .. more]);

    private static void ShouldNameTheRecord(string id, ProgramRun run)
    {
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain($"- case {id}, record 3: was changed: its hash is another");
        run.Errors.TrimEnd().ShouldBe("What is stored is not what was written.");
    }

    /// <summary>Anchors the case; what runs may anchor at the same moment, and be first.</summary>
    private static async Task<AnchorWitness> AnchorAsync(TableServiceClient service)
    {
        var anchoring = new TipAnchoring(new TableCaseAudits(service), new TableAnchorStore(service), TimeProvider.System);
        var outcome = await anchoring.RunAsync(Cancellation);
        while (!outcome.WasFirst)
        {
            outcome = await anchoring.RunAsync(Cancellation);
        }

        return new(outcome.Added[^1].Sequence, outcome.Added[^1].Hash);
    }

    /// <summary>Changes who did something, as somebody with the tables' key can.</summary>
    private static async Task<string> ChangeAsync(TableServiceClient service)
    {
        var table = service.GetTableClient(TableCaseStore.TableName);
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey eq 'audit|00000003'", cancellationToken: Cancellation))
        {
            row["actor"] = "nobody";
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
            return row.PartitionKey;
        }

        throw new ShouldAssertException("There is no case.");
    }
}
