using Integration.Local.DurableTask.Hosting;
using Integration.Local.DurableTask.Storage;
using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Tests;

/// <summary>SQLite is told that the disk has room for so many pages. <see cref="Crash.KillTests"/> fills a real one.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("full-").FullName;

    private string Database => Path.Combine(_folder, "engine.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_disk_that_fills_up_stops_the_engine_tells_those_who_wait_and_loses_nothing_acknowledged()
    {
        await using var host = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string, string>("Wait", (context, _) => context.WaitForExternalEvent<string>("go")),
            new DurableTaskTestHostOptions { DatabasePath = Database },
            Cancellation);
        var acknowledged = new List<string> { await ScheduleAsync(host) };
        var waiting = host.Client.WaitForInstanceCompletionAsync(acknowledged[0], Cancellation);
        host.Services.GetRequiredService<EngineHolder>().Engine.Submit(new PageLimit(60));

        var error = await Should.ThrowAsync<DurableStoreException>(async () =>
        {
            while (acknowledged.Count < 200)
            {
                acknowledged.Add(await ScheduleAsync(host));
            }
        });

        error.Message.ShouldStartWith($"The durable task database '{Database}' is full: no space is left on its disk. Make room and start again");
        (await Should.ThrowAsync<DurableStoreException>(waiting.WaitAsync(Patience, Cancellation))).Message.ShouldBe(error.Message);
        await Should.ThrowAsync<DurableStoreException>(
            () => host.Client.RaiseEventAsync(acknowledged[0], "go", "lost", Cancellation).WaitAsync(Patience, Cancellation));
        await host.StoppingAsync();

        await host.RestartAsync(cancellation: Cancellation);
        acknowledged.Count.ShouldBeGreaterThan(1);
        foreach (var id in acknowledged)
        {
            await host.Client.RaiseEventAsync(id, "go", "on", Cancellation);
            (await EndOf(host, id)).ReadOutputAs<string>().ShouldBe("on");
        }
    }

    [Fact]
    public void A_disk_that_is_full_at_the_first_start_is_told_and_no_harm_is_done()
    {
        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(Database, maxPages: 3)).Message;

        error.ShouldContain(Database);
        error.ShouldContain("is full");
        using var healed = DurableStore.Open(Database);
    }

    [Fact]
    public void A_disk_that_is_full_for_a_migration_is_told_and_the_database_is_as_it_was()
    {
        File.Copy(DatabaseFile.OfVersion(1), Database);

        var error = Should.Throw<DurableStoreException>(
            () => DurableStore.Open(Database, maxPages: (int)(new FileInfo(Database).Length / 4096))).Message;

        error.ShouldContain("could not be brought from schema 1 to 2, and is as it was");
        error.ShouldContain("is full");
        DatabaseFile.Number(Database, "PRAGMA user_version").ShouldBe(1);
        using var healed = DurableStore.Open(Database);
        DatabaseFile.Number(Database, "PRAGMA user_version").ShouldBe(Schema.Version);
    }

    private static Task<string> ScheduleAsync(DurableTaskTestHost host) =>
        host.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new string('x', 20_000), Cancellation);

    private static async Task<OrchestrationMetadata> EndOf(DurableTaskTestHost host, string id) =>
        await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);

    private sealed class PageLimit(int pages) : IStoreCommand
    {
        public void Apply(StoreSession store) => store.LimitPages(pages);

        public void Committed()
        {
        }

        public void Failed(Exception reason)
        {
        }
    }
}
