using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Integration.Load.DurableTask;

/// <summary>What SQLite alone takes: the same history bytes in the same number of transactions, as durable.</summary>
internal static class Floor
{
    /// <summary>The history rows of a database, in the order in which they were written.</summary>
    public static List<HistoryRow> HistoryOf(string path)
    {
        using var connection = Open(path);
        using var command = Command(connection, "SELECT instance, first, at, events FROM history ORDER BY at, instance, first");
        using var reader = command.ExecuteReader();
        var rows = new List<HistoryRow>();
        while (reader.Read())
        {
            rows.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }

    /// <summary>How long the rows take, committed in so many groups.</summary>
    public static TimeSpan Write(string path, List<HistoryRow> rows, int groups)
    {
        using var connection = Open(path);
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
        Execute(connection, "CREATE TABLE history (instance, first, at, events, PRIMARY KEY (instance, first)) WITHOUT ROWID");
        using var insert = Command(connection, "INSERT INTO history VALUES ($instance, $first, $at, $events)");
        var parameters = new[] { "$instance", "$first", "$at", "$events" }.Select(name => insert.Parameters.Add(new(name, null))).ToArray();
        var begin = Stopwatch.GetTimestamp();
        foreach (var group in rows.Chunk(Math.Max(1, (rows.Count + groups - 1) / groups)))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var row in group)
            {
                (parameters[0].Value, parameters[1].Value, parameters[2].Value, parameters[3].Value) = (row.Instance, row.First, row.At, row.Events);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }
}
