using System.Runtime.CompilerServices;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests.Migration;

/// <summary>
/// Each <c>version-N.db</c> was written by the engine of that version, which went down meanwhile: "done" has ended, "waiting" waits for the
/// event "go", "sleeping" for the first day of 2027, and an activity of "working" runs.
/// </summary>
public sealed class MigrationTests : EngineTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migration-").FullName;

    private string Database => Path.Combine(_folder, "engine.db");

    public static TheoryData<int> Versions { get; } = new(Enumerable.Range(1, Schema.Version));

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_any_version_is_brought_up_to_date_and_its_instances_go_on(int version)
    {
        await StartOnAsync(version);

        (await EndOf("done")).ReadOutputAs<string>().ShouldBe("Hello Ada");
        (await EndOf("working")).ReadOutputAs<string>().ShouldBe("Dan worked");
        await Client.RaiseEventAsync("waiting", "go", "now", Cancellation);
        (await EndOf("waiting")).ReadOutputAs<string>().ShouldBe("Hello Bob, now");
        Clock.SetUtcNow(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await EndOf("sleeping")).ReadOutputAs<string>().ShouldBe("Cid woke");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_was_known_of_an_instance_is_known_afterwards(int version)
    {
        await StartOnAsync(version);

        var waiting = (await Client.GetInstanceAsync("waiting", getInputsAndOutputs: true, Cancellation)).ShouldNotBeNull();

        waiting.ReadInputAs<string>().ShouldBe("Bob");
        waiting.Tags["service"].ShouldBe("newborn");
        waiting.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_database_as_it_was_and_says_so()
    {
        Copy(1);
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

    /// <summary>To be run once for each version, by its own program: <c>--filter-method "*Record_a_database*" --explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Record_a_database_of_this_version()
    {
        var (began, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        await StartAsync(tasks => Register(tasks, () =>
        {
            began.TrySetResult();
            return mayEnd.Task;
        }), options => options.DatabasePath = Database);
        foreach (var (id, name) in ((string, string)[])[("done", "Ada"), ("waiting", "Bob"), ("sleeping", "Cid"), ("working", "Dan")])
        {
            var options = new StartOrchestrationOptions(id) { Tags = new Dictionary<string, string> { ["service"] = "newborn" } };
            await Client.ScheduleNewOrchestrationInstanceAsync(id, name, options, Cancellation);
            await StartOf(id);
        }

        await EndOf("done");
        await began.Task.WaitAsync(Patience, Cancellation);
        var record = Path.Combine(SourceFolder(), $"version-{Schema.Version}.db");
        File.Delete(record);
        using (var connection = DatabaseFile.Open(Database))
        {
            DatabaseFile.Run(connection, $"VACUUM INTO '{record}'");
        }

        mayEnd.SetResult();
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task StartOnAsync(int version)
    {
        Copy(version);
        return StartAsync(Register, options => options.DatabasePath = Database);
    }

    private void Copy(int version) => File.Copy(DatabaseFile.OfVersion(version), Database);

    private static void Register(DurableTaskRegistry tasks) => Register(tasks, () => Task.CompletedTask);

    private static void Register(DurableTaskRegistry tasks, Func<Task> work)
    {
        tasks.AddActivityFunc<string, string>("Greet", (_, name) => $"Hello {name}");
        tasks.AddActivityFunc<string, string>("Long", async (_, name) =>
        {
            await work();
            return $"{name} worked";
        });
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
        using var connection = DatabaseFile.Open(Database);
        DatabaseFile.Run(connection, sql);
    }

    private long Number(string sql) => DatabaseFile.Number(Database, sql);
}
