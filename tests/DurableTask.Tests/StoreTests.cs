using Integration.Local.DurableTask.Storage;
using Integration.Local.DurableTask.Testing;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-store-").FullName;

    private string DatabasePath => Path.Combine(_folder, "engine.db");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_missing_path_is_an_error_of_the_options()
    {
        var start = () => DurableTaskTestHost.StartAsync(_ => { }, new DurableTaskTestHostOptions { DatabasePath = " " });

        (await Should.ThrowAsync<Exception>(start)).Message.ShouldContain("DatabasePath");
    }

    [Fact]
    public async Task Two_engines_on_one_database_are_refused()
    {
        await using var first = await OpenHost();

        (await Should.ThrowAsync<DurableStoreException>(OpenHost)).Message.ShouldContain("in use");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(DatabasePath, new string('x', 5000), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<DurableStoreException>(OpenHost)).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await using (await OpenHost())
        {
        }

        await using (var file = File.OpenWrite(DatabasePath))
        {
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xAB, 3000).ToArray());
        }

        (await Should.ThrowAsync<DurableStoreException>(OpenHost)).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused()
    {
        Execute("CREATE TABLE customer (id INTEGER)");

        (await Should.ThrowAsync<DurableStoreException>(OpenHost)).Message.ShouldContain("not one of this engine");
    }

    [Fact]
    public async Task A_database_of_a_newer_schema_is_refused()
    {
        await using (await OpenHost())
        {
        }

        Execute($"PRAGMA user_version = {Schema.Version + 1}");

        (await Should.ThrowAsync<DurableStoreException>(OpenHost)).Message.ShouldContain($"schema {Schema.Version + 1}");
    }

    [Fact]
    public async Task A_full_disk_fails_the_call_instead_of_acknowledging_it()
    {
        await using var host = await OpenHost();
        host.Client.ShouldNotBeNull();
        var page = host.Services.GetService(typeof(Hosting.EngineHolder)).ShouldBeOfType<Hosting.EngineHolder>().Engine;
        page.Submit(new LimitPages());

        var error = await Should.ThrowAsync<DurableStoreException>(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await host.Client.ScheduleNewOrchestrationInstanceAsync("Any", new string('x', 20_000));
            }
        });

        error.Message.ShouldContain("full");
        (await Should.ThrowAsync<DurableStoreException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Any")))
            .Message.ShouldContain("full");
    }

    private Task<DurableTaskTestHost> OpenHost() =>
        DurableTaskTestHost.StartAsync(_ => { }, new DurableTaskTestHostOptions { DatabasePath = DatabasePath });

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Makes SQLite believe that the disk has room for few pages more.</summary>
    private sealed class LimitPages : IStoreCommand
    {
        public void Apply(StoreSession store) => store.LimitPages(40);

        public void Committed()
        {
        }

        public void Failed(Exception reason)
        {
        }
    }
}
