using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

/// <summary>A database with some instances, of which the last ones are in its write-ahead log as after a crash, is damaged and opened.</summary>
public sealed class DamagedFileTests : IAsyncLifetime
{
    private const int PageSize = 4096;
    private const int FrameSize = PageSize + 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("damaged-").FullName;

    private string Database => Path.Combine(_folder, "hub.db");

    private string Log => Database + "-wal";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var made = Path.Combine(_folder, "made.db");
        await using (var earlier = Open(made))
        {
            await StartAsync(earlier, "before", 20);
        }

        await using var service = Open(made);
        await StartAsync(service, "after", 20);
        foreach (var suffix in (string[])["", "-wal"])
        {
            File.Copy(made + suffix, Database + suffix);
        }

        // As it is beside every database that was open.
        await File.WriteAllTextAsync(Database + ".lock", "1", Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Undamaged_it_has_everything()
    {
        await using var service = Open(Database);

        foreach (var id in (string[])["before0", "before19", "after0", "after19"])
        {
            (await service.GetOrchestrationStateAsync(id, null)).ShouldNotBeNull(id);
        }
    }

    [Fact]
    public async Task A_header_that_is_not_one_is_found()
    {
        Overwrite(Database, 0, 100);
        File.Delete(Log);

        await ShouldBeFoundAsync(Database);
    }

    [Fact]
    public void A_page_that_is_not_one_is_found_wherever_it_is()
    {
        var pages = (int)(new FileInfo(Database).Length / PageSize);
        pages.ShouldBeGreaterThan(10);

        for (var page = 0; page < pages; page++)
        {
            var copy = Path.Combine(_folder, $"{page}.db");
            File.Copy(Database, copy);
            Overwrite(copy, page * PageSize, PageSize);

            Should.Throw<DurableStoreException>(() => DurableStore.Open(copy), $"page {page}").Message.ShouldContain("is damaged");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(PageSize)]
    [InlineData(3 * PageSize)]
    public async Task A_file_that_was_cut_short_is_found(int length)
    {
        File.Delete(Log);
        using (var file = File.OpenWrite(Database))
        {
            file.SetLength(length);
        }

        await ShouldBeFoundAsync(Database);
    }

    [Fact]
    public async Task A_log_that_is_not_one_is_found()
    {
        Overwrite(Log, 0, 8 * FrameSize);

        await ShouldBeFoundAsync(Log);
    }

    [Theory]
    [InlineData(32 + (4 * FrameSize), 24)]
    [InlineData(32 + (4 * FrameSize) + 24, PageSize)]
    [InlineData(32 + (4 * FrameSize) + 1000, 1)]
    public async Task A_log_that_is_damaged_before_further_transactions_is_found(int offset, int length)
    {
        Overwrite(Log, offset, length);

        await ShouldBeFoundAsync(Log);
    }

    [Fact]
    public async Task The_one_transaction_that_was_being_written_may_be_torn()
    {
        await using (var file = new FileStream(Log, FileMode.Open))
        {
            var frames = Frames(file);
            file.Position = 32 + ((frames - 1) * FrameSize) + 100;
            file.WriteByte((byte)(file.ReadByte() + 1));
        }

        await using var service = Open(Database);

        (await service.GetOrchestrationStateAsync("after0", null)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Damage_that_comes_while_it_is_open_ends_the_service_and_is_told_to_those_who_wait()
    {
        await Open(Database).DisposeAsync();
        await using var service = Open(Database);
        await service.StartAsync();
        Overwrite(Database, PageSize, (int)new FileInfo(Database).Length - PageSize);
        var waiting = new HubClient(service).RaiseAsync("before0", "go", "now");

        (await Should.ThrowAsync<DurableStoreException>(waiting.WaitAsync(Patience, Cancellation))).Message.ShouldContain("is damaged");
        (await service.Faulted.WaitAsync(Patience, Cancellation)).Message.ShouldContain("is damaged");
    }

    private static int Frames(FileStream log)
    {
        var bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        var salts = bytes.AsSpan(16, 8).ToArray();
        return Enumerable.Range(0, (bytes.Length - 32) / FrameSize)
            .TakeWhile(i => bytes.AsSpan(32 + (i * FrameSize) + 8, 8).SequenceEqual(salts)).Count();
    }

    private static void Overwrite(string path, long offset, int length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = offset;
        file.Write(Enumerable.Repeat((byte)0xAB, length).ToArray());
    }

    private async Task ShouldBeFoundAsync(string file)
    {
        var error = (await Should.ThrowAsync<DurableStoreException>(() => Open(Database).StartAsync())).Message;

        error.ShouldContain($"'{file}'");
        error.ShouldContain("is damaged");
        error.ShouldContain("from a backup");
    }

    private static SqliteOrchestrationService Open(string database) => new(
        new SqliteOrchestrationOptions { DatabasePath = database }, TimeProvider.System, NullLogger<SqliteOrchestrationService>.Instance);

    private static async Task StartAsync(SqliteOrchestrationService service, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await new HubClient(service).StartAsync($"{name}{i}", "Wait", new string('x', 1000));
        }
    }
}
