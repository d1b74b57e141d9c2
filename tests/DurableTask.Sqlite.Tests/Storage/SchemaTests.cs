using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

/// <summary>Which files are taken for a store of this program.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("schema-").FullName;

    private string Database => Path.Combine(_folder, "hub.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_file_has_the_newest_schema()
    {
        DurableStore.Open(Database).Dispose();

        DatabaseFile.Number(Database, "PRAGMA user_version").ShouldBe(Schema.Version);
        Schema.Migrations.Count.ShouldBe(Schema.Version);
    }

    [Fact]
    public void The_database_of_another_program_is_refused()
    {
        Run("CREATE TABLE customer (id INTEGER)");

        ErrorOfOpening().ShouldContain("not one of this store");
    }

    [Fact]
    public void A_file_of_the_former_engine_is_refused_with_what_to_do()
    {
        Run($"CREATE TABLE instance (id INTEGER); PRAGMA application_id = {Schema.FormerApplicationId}; PRAGMA user_version = 3");

        var error = ErrorOfOpening();

        error.ShouldContain($"'{Database}' was written by the engine that was here before");
        error.ShouldContain("Let the program that wrote it finish them, then choose another file");
    }

    [Fact]
    public void A_file_of_a_newer_schema_is_refused_with_what_to_do()
    {
        DurableStore.Open(Database).Dispose();
        Run($"PRAGMA user_version = {Schema.Version + 1}");

        var error = ErrorOfOpening();

        error.ShouldContain($"is of schema {Schema.Version + 1}");
        error.ShouldContain("Run the newer program that wrote it");
    }

    [Fact]
    public void A_migration_that_went_down_half_way_begins_again()
    {
        DatabaseFile.Open(Database).Dispose();

        using var store = DurableStore.Open(Database);

        DatabaseFile.Number(Database, "PRAGMA application_id").ShouldBe(Schema.ApplicationId);
    }

    private string ErrorOfOpening() => Should.Throw<DurableStoreException>(() => DurableStore.Open(Database)).Message;

    private void Run(string sql)
    {
        using var connection = DatabaseFile.Open(Database);
        DatabaseFile.Run(connection, sql);
    }
}
