using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Integration.Local.DurableTask.Storage;

/// <summary>What SQLite's errors mean to whoever runs the engine.</summary>
internal static class StoreErrors
{
    public static Exception Explain(Exception error, string? path = null)
    {
        var file = path is null ? "The durable task database" : $"The durable task database '{path}'";
        var meaning = (error as SqliteException)?.SqliteErrorCode switch
        {
            raw.SQLITE_FULL => "is full: no space is left on its disk.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => "is read-only.",
            raw.SQLITE_CANTOPEN => "can't be opened or created.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "is damaged. Restore it from a backup, or move it away to begin empty.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another program.",
            raw.SQLITE_IOERR => "can't be read or written: its disk reports an error.",
            _ => null,
        };
        return meaning is null ? error : new DurableStoreException($"{file} {meaning} ({error.Message})", error);
    }
}
