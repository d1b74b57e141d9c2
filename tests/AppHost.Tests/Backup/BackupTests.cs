using Azure.Data.Tables;
using Integration.Local.AppHost.Tables;
using Integration.Local.AppHost.Tests.CommandLine;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Local.AppHost.Tests.Backup;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private TableService _tables = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _directory.File("backup");

    public async ValueTask InitializeAsync()
    {
        _tables = await TableService.StartAsync(_directory.Data, port: 0, Cancellation);
        await CreateTablesAsync();
    }

    [Fact]
    public async Task What_is_backed_up_and_restored_elsewhere_is_the_same_row_for_row()
    {
        var rows = Enumerable.Range(0, 250).Select(number => new TableEntity("a-case", $"row-{number:D4}") { ["number"] = (long)number });
        await Table.SubmitTransactionAsync(
            [.. rows.Take(100).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))], Cancellation);
        await Table.SubmitTransactionAsync(
            [.. rows.Skip(100).Take(100).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))], Cancellation);

        (await RunAsync("backup")).ExitCode.ShouldBe(0);
        await Table.DeleteAsync(Cancellation);
        var restored = await RunAsync("restore");

        restored.Output.ShouldContain("cases           200  rows");
        var count = 0;
        await foreach (var row in Table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
        {
            row["number"].ShouldBe((long)count++);
        }

        count.ShouldBe(200);
    }

    [Fact]
    public async Task A_table_that_holds_something_is_not_restored_into()
    {
        await RunAsync("backup");
        await Table.AddEntityAsync(new TableEntity("another", "head"), Cancellation);

        var run = await RunAsync("restore");

        (run.ExitCode, run.FirstError).ShouldBe(
            (1, "The table 'cases' is not empty: restore into tables that hold nothing; nothing was changed."));
    }

    [Fact]
    public async Task A_backup_that_was_changed_is_not_restored()
    {
        await RunAsync("backup");
        var file = Path.Combine(Folder, "cases.jsonl");
        await File.AppendAllTextAsync(file, "{}\n", Cancellation);

        var run = await RunAsync("restore");

        (run.ExitCode, run.FirstError).ShouldBe(
            (1, $"'{file}' is not what was backed up: its hash is not that of manifest.json. Take another backup."));
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_no_backup()
    {
        Directory.CreateDirectory(Folder);

        var run = await RunAsync("restore");

        (run.ExitCode, run.FirstError).ShouldBe(
            (1, $"'{Folder}' holds no whole backup, for it has no manifest.json: name a folder that backup wrote to its end."));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_not_written_to()
    {
        await RunAsync("backup");

        var run = await RunAsync("backup");

        (run.ExitCode, run.FirstError).ShouldBe((1, $"'{Folder}' is not empty: name a folder that is, or that is not there yet."));
    }

    [Fact]
    public async Task A_data_directory_without_keys_is_not_restored_into()
    {
        await RunAsync("backup");
        using var other = new TemporaryDirectory();

        var run = await ProgramRun.RunAsync("restore", Folder, $"--Local:DataDirectory={other.Path}");

        (run.ExitCode, run.FirstError).ShouldBe((
            1,
            $"'{other.Data.Keys}' holds no keys, and without those of the backed-up cases nobody can read them: copy them there first."));
    }

    public async ValueTask DisposeAsync()
    {
        await _tables.DisposeAsync();
        _directory.Dispose();
    }

    private TableClient Table => new(_tables.ConnectionString, TableCaseStore.TableName);

    private async Task CreateTablesAsync()
    {
        foreach (var name in new[] { TableCaseStore.TableName, TableAnchorStore.TableName, TableCatalogueArchive.TableName })
        {
            await new TableClient(_tables.ConnectionString, name).CreateIfNotExistsAsync(Cancellation);
        }
    }

    private Task<ProgramRun> RunAsync(string command) =>
        ProgramRun.RunAsync(command, Folder, "--connection-string", _tables.ConnectionString);
}
