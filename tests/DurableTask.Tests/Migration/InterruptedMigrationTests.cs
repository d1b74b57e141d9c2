using Integration.Local.DurableTask.Storage;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Tests.Migration;

/// <summary>
/// All that a start writes is in the write-ahead log, page by page. The log cut off behind any page is what a process leaves that dies
/// at that instant.
/// </summary>
public sealed class InterruptedMigrationTests : IDisposable
{
    private const int HeaderSize = 32;
    private const int FrameSize = 4096 + 24;

    private readonly string _folder = Directory.CreateTempSubdirectory("interrupted-").FullName;

    /// <summary>Version 0 is an empty database.</summary>
    public static TheoryData<int> OlderVersions { get; } = new(Enumerable.Range(0, Schema.Version));

    private string Database => Path.Combine(_folder, "engine.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void A_process_that_dies_at_any_instant_of_a_start_leaves_a_whole_version_that_the_next_one_goes_on_from(int version)
    {
        var (before, log, frames) = Start(version);
        frames.ShouldBeGreaterThan(Schema.Version - version);
        var whole = Enumerable.Range(0, Schema.Version + 1).Select(Whole).ToList();

        for (var frame = 0; frame <= frames; frame++)
        {
            var left = Path.Combine(_folder, $"left-{frame}.db");
            File.WriteAllBytes(left, before);
            File.WriteAllBytes(left + "-wal", log[..(HeaderSize + (frame * FrameSize))]);

            Look(left).ShouldBeOneOf([.. whole[version..]]);
            DurableStore.Open(left).Dispose();
            Look(left).ShouldBe(whole[^1]);
        }
    }

    /// <summary>Lets the engine bring a database of the version up to date; returns what was in the file before, and what it wrote.</summary>
    private (byte[] Before, byte[] Log, int Frames) Start(int version)
    {
        if (version > 0)
        {
            File.Copy(DatabaseFile.OfVersion(version), Database);
        }

        using (var first = DatabaseFile.Open(Database))
        {
            DatabaseFile.Run(first, "PRAGMA journal_mode = WAL");
        }

        // While another connection is open, the log stays beside the file; but to close the file anywhere else would end the other's locks.
        var before = File.ReadAllBytes(Database);
        using var other = DatabaseFile.Open(Database);
        DatabaseFile.Run(other, "BEGIN; SELECT count(*) FROM sqlite_schema");
        DurableStore.Open(Database).Dispose();
        var log = File.ReadAllBytes(Database + "-wal");
        File.ReadAllBytes(Database).ShouldBe(before);
        return (before, log, (log.Length - HeaderSize) / FrameSize);
    }

    private static string Whole(int version)
    {
        using var connection = DatabaseFile.Open(":memory:");
        foreach (var migration in Schema.Migrations.Take(version))
        {
            DatabaseFile.Run(connection, migration);
        }

        DatabaseFile.Run(connection, $"PRAGMA user_version = {version}");
        return Look(connection);
    }

    private static string Look(string path)
    {
        using var connection = DatabaseFile.Open(path);
        return Look(connection);
    }

    private static string Look(SqliteConnection connection) =>
        $"version {DatabaseFile.Value(connection, "PRAGMA user_version")}: "
        + DatabaseFile.Value(connection, "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)");
}
