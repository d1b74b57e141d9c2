using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>The database file: opens, checks and migrates it, and hands out the writer's session and readers.</summary>
internal sealed class DurableStore : IDisposable
{
    private const int Unlimited = 0;

    // What the system says when somebody else has a file locked: Linux, macOS, Windows.
    private static readonly int[] LockedResults = [11, 35, unchecked((int)0x80070020)];

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly int _maxPages;
    private readonly ConcurrentBag<StoreReader> _readers = [];
    private long _lastSeq;
    private long _lastNumber;

    private DurableStore(string path, FileStream exclusive, int maxPages) => (_path, _lock, _maxPages) = (path, exclusive, maxPages);

    /// <param name="path">The file; created where there is none.</param>
    /// <param name="maxPages">The pages that the file may grow to, as if the disk were full then.</param>
    /// <exception cref="DurableStoreException">The file can't be used; the message says why.</exception>
    public static DurableStore Open(string path, int maxPages = Unlimited)
    {
        var full = Path.GetFullPath(path);
        var exclusive = Lock(full);
        var store = new DurableStore(full, exclusive, maxPages);
        try
        {
            store.Prepare();
            return store;
        }
        catch (Exception e) when (e is SqliteException or DurableStoreException)
        {
            store.Dispose();
            throw StoreErrors.Explain(e, full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            store.Dispose();
            throw new DurableStoreException($"The durable task database '{full}' can't be made ready: {e.Message}", e);
        }
    }

    public StoreSession OpenSession()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(SqliteOpenMode.ReadWrite);
            WriteAheadLog.Reserve(_path);
            return new StoreSession(connection, _lastSeq, _lastNumber);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw StoreErrors.Explain(e, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw new DurableStoreException(
                $"The write-ahead log of the durable task database '{_path}' can't be made ready: {e.Message} "
                + "It needs 8 MB beside the database.",
                e);
        }
    }


    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<StoreReader, T> read)
    {
        StoreReader? reader = null;
        try
        {
            reader = _readers.TryTake(out var idle) ? idle : new StoreReader(Connect(SqliteOpenMode.ReadOnly));
            return read(reader);
        }
        catch (SqliteException e)
        {
            throw StoreErrors.Explain(e, _path);
        }
        finally
        {
            if (reader is not null)
            {
                _readers.Add(reader);
            }
        }
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (LockedResults.Contains(e.HResult))
        {
            throw new DurableStoreException(
                $"The durable task database '{path}' is in use already, by this process or another. "
                + "End it, or choose another file.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DurableStoreException(
                $"The folder of the durable task database '{path}' is not writable: {e.Message} "
                + "Let the account that runs this program write there, or choose another file.",
                e);
        }
    }

    private void Prepare()
    {
        RefuseEmptied();
        WriteAheadLog.Check(_path);
        using var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        CheckIntegrity(connection);
        Migrate(connection);
        BeginRun(connection);
        _lastSeq = Scalar(connection, "SELECT max(seq, used) FROM (SELECT coalesce((SELECT max(seq) FROM instance), 0) AS seq, "
            + "coalesce((SELECT max(parent_seq) FROM instance WHERE parent_seq IS NOT NULL), 0) AS used)");
        _lastNumber = Scalar(connection, "SELECT max(i, a) FROM (SELECT coalesce((SELECT max(number) FROM inbox), 0) AS i, "
            + "coalesce((SELECT max(number) FROM activity), 0) AS a)");
        NoteMade();
    }

    /// <summary>
    /// SQLite takes an empty file for a new database. It is none if there was one before; only a missing file begins anew.
    /// </summary>
    private void RefuseEmptied()
    {
        if (_lock.Length > 0 && new FileInfo(_path) is { Exists: true, Length: 0 })
        {
            throw new DurableStoreException($"The durable task database '{_path}' is damaged: the file is empty. {StoreErrors.Remedy}");
        }
    }

    private void NoteMade()
    {
        if (_lock.Length == 0)
        {
            _lock.WriteByte((byte)'1');
            _lock.Flush(flushToDisk: true);
        }
    }

    private void CheckIntegrity(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var finding = (string?)command.ExecuteScalar();
        if (finding != "ok")
        {
            throw new DurableStoreException(
                $"The durable task database '{_path}' is damaged: {finding}. {StoreErrors.Remedy}");
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        var version = (int)Scalar(connection, "PRAGMA user_version");
        var application = Scalar(connection, "PRAGMA application_id");
        var tables = Scalar(connection, "SELECT count(*) FROM sqlite_schema");
        if (tables > 0 && application == Schema.FormerApplicationId)
        {
            throw new DurableStoreException(
                $"The durable task database '{_path}' was written by the engine that was here before; its orchestrations can't go on here. "
                + "Let the program that wrote it finish them, then choose another file, or move this one away to begin empty.");
        }

        if (tables > 0 && application != Schema.ApplicationId)
        {
            throw new DurableStoreException($"'{_path}' is a database, but not one of this store. Choose another file.");
        }

        if (version > Schema.Version)
        {
            throw new DurableStoreException(
                $"The durable task database '{_path}' is of schema {version}; this program knows schemas up to {Schema.Version}. "
                + "Run the newer program that wrote it, or choose another file.");
        }

        for (var from = version; from < Schema.Version; from++)
        {
            Migrate(connection, from);
        }
    }

    private void Migrate(SqliteConnection connection, int from)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, Schema.Migrations[from]);
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {from + 1}"));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}"));
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw new DurableStoreException(
                $"The durable task database '{_path}' could not be brought from schema {from} to {from + 1}, and is as it was: "
                + StoreErrors.Explain(e, _path).Message,
                e);
        }
    }

    /// <summary>An engine that had the file open went down, and so did what it was trying.</summary>
    private static void BeginRun(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, "UPDATE suspect SET crashes = crashes + 1, trying = 0 WHERE trying = 1");
        Execute(connection, "UPDATE run SET crashes = crashes + open, open = 1");
        transaction.Commit();
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        if (_maxPages != Unlimited)
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {_maxPages}"));
        }

        Execute(connection, mode == SqliteOpenMode.ReadOnly
            ? "PRAGMA busy_timeout = 5000; PRAGMA query_only = 1; PRAGMA mmap_size = 268435456"
            : "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; "
                + $"PRAGMA wal_autocheckpoint = {WriteAheadLog.PagesToCheckpoint}; PRAGMA journal_size_limit = 67108864");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
