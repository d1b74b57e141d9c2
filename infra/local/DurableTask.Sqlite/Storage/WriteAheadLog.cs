namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>
/// Keeps room in SQLite's write-ahead log. To have a page on the disk costs about half as much where the file has room for it already
/// as where the file grows, and a step of an orchestration waits for just that.
/// </summary>
internal static class WriteAheadLog
{
    /// <summary>The log is written back into the database, and begun again, when it has so many pages.</summary>
    public const int PagesToCheckpoint = 2000;

    private const int FrameSize = 4096 + 24;

    /// <summary>
    /// Makes the log as long as it gets. SQLite goes by the checksums of what it wrote itself, so that zeros behind that are nothing to it;
    /// it never shortens a log of this length while the database is open.
    /// </summary>
    public static void Reserve(string database)
    {
        using var log = new FileStream(PathOf(database), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var zeros = new byte[64 * FrameSize];
        for (log.Position = log.Length; log.Position < (long)PagesToCheckpoint * FrameSize;)
        {
            log.Write(zeros);
        }
    }

    /// <summary>
    /// SQLite passes in silence over whatever it can't read at the end of a log. That may only be the one transaction that was being
    /// written; more than that was acknowledged.
    /// </summary>
    /// <exception cref="DurableStoreException">Acknowledged transactions can't be read.</exception>
    public static void Check(string database)
    {
        var path = PathOf(database);
        if (File.Exists(path) && WriteAheadLogReader.Damage(File.ReadAllBytes(path)) is { } damage)
        {
            throw new DurableStoreException(
                $"The write-ahead log '{path}' of the durable task database is damaged: {damage}. Restore both from a backup. "
                + "Without the log, the database is as it was some time before the end.");
        }
    }

    private static string PathOf(string database) =>
        (File.Exists(database) ? File.ResolveLinkTarget(database, returnFinalTarget: true)?.FullName ?? database : database) + "-wal";
}
