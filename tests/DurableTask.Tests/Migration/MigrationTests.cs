using Integration.Local.DurableTask.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests.Migration;

/// <summary>
/// <c>version-1.db</c> was written by the first version of the engine, which went down meanwhile: "done" has ended, "waiting" waits for the
/// event "go", "sleeping" for the first day of 2027, and an activity of "working" runs.
/// </summary>
public sealed class MigrationTests : EngineTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-").FullName;

    private string Database => Path.Combine(_folder, "version-1.db");

    [Fact]
    public async Task A_database_of_the_first_version_is_brought_up_to_date_and_its_instances_go_on()
    {
        await StartOnVersion1Async();

        (await EndOf("done")).ReadOutputAs<string>().ShouldBe("Hello Ada");
        (await EndOf("working")).ReadOutputAs<string>().ShouldBe("Dan worked");
        await Client.RaiseEventAsync("waiting", "go", "now", Cancellation);
        (await EndOf("waiting")).ReadOutputAs<string>().ShouldBe("Hello Bob, now");
        Clock.SetUtcNow(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await EndOf("sleeping")).ReadOutputAs<string>().ShouldBe("Cid woke");
    }

    [Fact]
    public async Task What_was_known_of_an_instance_is_known_afterwards()
    {
        await StartOnVersion1Async();

        var waiting = (await Client.GetInstanceAsync("waiting", getInputsAndOutputs: true, Cancellation)).ShouldNotBeNull();

        waiting.ReadInputAs<string>().ShouldBe("Bob");
        waiting.Tags["service"].ShouldBe("newborn");
        waiting.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_database_as_it_was_and_says_so()
    {
        Copy();
        Run("CREATE TABLE suspect (unexpected)");

        var error = Should.Throw<DurableStoreException>(() => DurableStore.Open(Database));

        error.Message.ShouldContain(Database);
        error.Message.ShouldContain("from schema 1 to 2");
        Number("PRAGMA user_version").ShouldBe(1);
        Number("SELECT count(*) FROM sqlite_schema WHERE name = 'run'").ShouldBe(0);
        Run("DROP TABLE suspect");
        using var healed = DurableStore.Open(Database);
        Number("PRAGMA user_version").ShouldBe(Schema.Version);
    }

    [Fact]
    public void Every_version_has_a_migration() => Schema.Migrations.Count.ShouldBe(Schema.Version);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task StartOnVersion1Async()
    {
        Copy();
        return StartAsync(Register, options => options.DatabasePath = Database);
    }

    private void Copy() => File.Copy(Path.Combine(AppContext.BaseDirectory, "Migration", "version-1.db"), Database);

    private static void Register(DurableTaskRegistry tasks)
    {
        tasks.AddActivityFunc<string, string>("Greet", (_, name) => $"Hello {name}");
        tasks.AddActivityFunc<string, string>("Long", (_, name) => $"{name} worked");
        tasks.AddOrchestratorFunc<string, string>("Done", (context, name) => context.CallActivityAsync<string>("Greet", name));
        tasks.AddOrchestratorFunc<string, string>("Working", (context, name) => context.CallActivityAsync<string>("Long", name));
        tasks.AddOrchestratorFunc<string, string>("Waiting", async (context, name) =>
        {
            var greeting = await context.CallActivityAsync<string>("Greet", name);
            return $"{greeting}, {await context.WaitForExternalEvent<string>("go")}";
        });
        tasks.AddOrchestratorFunc<string, string>("Sleeping", async (context, name) =>
        {
            await context.CreateTimer(new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None);
            return $"{name} woke";
        });
    }

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
