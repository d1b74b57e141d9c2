using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>
/// A prepared statement, bound and stepped without the layers in between: the engine runs some ten thousand a second.
/// Columns and parameters are counted from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    // Bytes up to which a text is bound without a copy on the heap.
    private const int ShortText = 256;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Require(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement With(long value)
    {
        Require(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public Statement With(long? value) => value is { } number ? With(number) : WithNull();

    public Statement With(string? value)
    {
        if (value is null)
        {
            return WithNull();
        }

        Span<byte> utf8 = stackalloc byte[ShortText];
        Require(Encoding.UTF8.TryGetBytes(value, utf8, out var length)
            ? raw.sqlite3_bind_text(_statement, ++_bound, utf8[..length])
            : raw.sqlite3_bind_text(_statement, ++_bound, value));
        return this;
    }

    public Statement With(byte[]? value)
    {
        if (value is null)
        {
            return WithNull();
        }

        Require(raw.sqlite3_bind_blob(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Runs to the end and makes ready for the next run; returns the number of rows changed.</summary>
    public int Execute()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Whether there is a (further) row. After the last one call <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        throw Error(code);
    }

    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    /// <summary>The first row made into something; the default if there is none.</summary>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public List<T> All<T>(Func<Statement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (Step())
            {
                rows.Add(read(this));
            }

            return rows;
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Number(int column) => raw.sqlite3_column_int(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column).ToArray();

    public void Dispose() => _statement.Dispose();

    private Statement WithNull()
    {
        Require(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    private void Require(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    private SqliteException Error(int code) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), code, raw.sqlite3_extended_errcode(_database));
}
