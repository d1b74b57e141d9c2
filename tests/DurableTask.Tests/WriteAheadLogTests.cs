using Integration.Local.DurableTask.Storage;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Tests;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wal-").FullName;

    private string Database => Path.Combine(_folder, "a.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Room_in_the_log_of_an_open_database_changes_nothing_in_it()
    {
        using var writer = Open(Database);
        Run(writer, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)");

        WriteAheadLog.Reserve(Database);
        Run(writer, "INSERT INTO t VALUES (2)");

        using var reader = Open(Database);
        Number(reader, "SELECT sum(x) FROM t").ShouldBe(3);
    }

    [Fact]
    public void What_a_dead_process_left_in_the_log_is_still_there_after_room_was_made()
    {
        using var dead = Open(Database);
        Run(dead, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)");
        var copy = Path.Combine(_folder, "b.db");
        File.Copy(Database, copy);
        File.Copy(Database + "-wal", copy + "-wal");

        WriteAheadLog.Reserve(copy);

        using var next = Open(copy);
        Number(next, "SELECT sum(x) FROM t").ShouldBe(1);
        Run(next, "INSERT INTO t VALUES (2)");
        Number(next, "SELECT sum(x) FROM t").ShouldBe(3);
    }

    [Fact]
    public void Room_is_made_once()
    {
        using var writer = Open(Database);
        Run(writer, "PRAGMA journal_mode = WAL; CREATE TABLE t (x)");

        WriteAheadLog.Reserve(Database);
        var length = new FileInfo(Database + "-wal").Length;
        WriteAheadLog.Reserve(Database);

        length.ShouldBeGreaterThanOrEqualTo(WriteAheadLog.PagesToCheckpoint * 4096L);
        new FileInfo(Database + "-wal").Length.ShouldBe(length);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
