using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>What SQLite's errors mean to whoever runs the engine.</summary>
internal static class StoreErrors
{
    /// <summary>What to do about a damaged file.</summary>
    public const string Remedy = "Restore it from a backup, or move it away to begin empty.";

    public static Exception Explain(Exception error, string? path = null)
    {
        var file = path is null ? "The durable task database" : $"The durable task database '{path}'";
        var meaning = (error as SqliteException)?.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "is full: no space is left on its disk. Make room and start again; what was acknowledged is safe.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM =>
                "is read-only. Let the account that runs this program write to the file and to its folder.",
            raw.SQLITE_CANTOPEN =>
                "can't be opened or created. Let the account that runs this program read and write the file and its folder.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"is damaged. {Remedy}",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                "is locked by another program that has the file open. End that program and start again.",
            raw.SQLITE_IOERR => "can't be read or written: its disk reports an error. See to the disk and start again.",
            _ => null,
        };
        return meaning is null ? error : new DurableStoreException($"{file} {meaning} ({error.Message})", error);
    }
}
