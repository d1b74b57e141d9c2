using Integration.Local.DurableTask.Sqlite.Storage;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wal-").FullName;

    private string Database => Path.Combine(_folder, "a.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Room_in_the_log_of_an_open_database_changes_nothing_in_it()
    {
        using var writer = DatabaseFile.Open(Database);
        DatabaseFile.Run(writer, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)");

        WriteAheadLog.Reserve(Database);
        DatabaseFile.Run(writer, "INSERT INTO t VALUES (2)");

        using var reader = DatabaseFile.Open(Database);
        DatabaseFile.Value(reader, "SELECT sum(x) FROM t").ShouldBe(3L);
    }

    [Fact]
    public void What_a_dead_process_left_in_the_log_is_still_there_after_room_was_made()
    {
        using var dead = DatabaseFile.Open(Database);
        DatabaseFile.Run(dead, "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)");
        var copy = Path.Combine(_folder, "b.db");
        File.Copy(Database, copy);
        File.Copy(Database + "-wal", copy + "-wal");

        WriteAheadLog.Reserve(copy);

        using var next = DatabaseFile.Open(copy);
        DatabaseFile.Value(next, "SELECT sum(x) FROM t").ShouldBe(1L);
        DatabaseFile.Run(next, "INSERT INTO t VALUES (2)");
        DatabaseFile.Value(next, "SELECT sum(x) FROM t").ShouldBe(3L);
    }

    [Fact]
    public void Room_is_made_once()
    {
        using var writer = DatabaseFile.Open(Database);
        DatabaseFile.Run(writer, "PRAGMA journal_mode = WAL; CREATE TABLE t (x)");

        WriteAheadLog.Reserve(Database);
        var length = new FileInfo(Database + "-wal").Length;
        WriteAheadLog.Reserve(Database);

        length.ShouldBeGreaterThanOrEqualTo(WriteAheadLog.PagesToCheckpoint * 4096L);
        new FileInfo(Database + "-wal").Length.ShouldBe(length);
    }
}
