using Integration.Local.DurableTask.Hosting;
using Integration.Local.DurableTask.Storage;
using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Tests;

/// <summary>A database with some instances, of which the last ones are in its write-ahead log as after a crash, is damaged and opened.</summary>
public sealed class DamagedFileTests : IAsyncLifetime
{
    private const int PageSize = 4096;
    private const int FrameSize = PageSize + 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("damaged-").FullName;

    private string Database => Path.Combine(_folder, "engine.db");

    private string Log => Database + "-wal";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var made = Path.Combine(_folder, "made.db");
        await ScheduleAsync(made, "before", 20);
        await using var host = await StartAsync(made);
        await ScheduleAsync(host, "after", 20);
        foreach (var suffix in (string[])["", "-wal"])
        {
            File.Copy(made + suffix, Database + suffix);
        }

        // As it is beside every database that an engine had open.
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
        await using var host = await StartAsync(Database);

        foreach (var id in (string[])["before0", "before19", "after0", "after19"])
        {
            (await host.Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull(id);
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

        await using var host = await StartAsync(Database);

        (await host.Client.GetInstanceAsync("after0", Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Damage_that_comes_while_it_is_open_stops_the_engine_and_is_told_to_those_who_wait()
    {
        await using (await StartAsync(Database))
        {
        }

        await using var host = await StartAsync(Database);
        await host.Services.GetRequiredService<EngineHolder>().Engine.Recovered.WaitAsync(Patience, Cancellation);
        Overwrite(Database, PageSize, (int)new FileInfo(Database).Length - PageSize);
        var waiting = host.Client.RaiseEventAsync("before0", "go", "now", Cancellation);

        (await Should.ThrowAsync<DurableStoreException>(waiting.WaitAsync(Patience, Cancellation))).Message.ShouldContain("is damaged");
        await host.StoppingAsync();
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
        var error = (await Should.ThrowAsync<DurableStoreException>(() => StartAsync(Database))).Message;

        error.ShouldContain($"'{file}'");
        error.ShouldContain("is damaged");
        error.ShouldContain("from a backup");
    }

    private static Task<DurableTaskTestHost> StartAsync(string database) => DurableTaskTestHost.StartAsync(
        tasks => tasks.AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("go")),
        new DurableTaskTestHostOptions { DatabasePath = database });

    private static async Task ScheduleAsync(string database, string name, int count)
    {
        await using var host = await StartAsync(database);
        await ScheduleAsync(host, name, count);
    }

    private static async Task ScheduleAsync(DurableTaskTestHost host, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync(
                "Wait", new string('x', 1000), new StartOrchestrationOptions($"{name}{i}"), Cancellation);
            await host.Client.WaitForInstanceStartAsync($"{name}{i}", Cancellation);
        }
    }
}
