using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Integration.Load.Broker;

/// <summary>What SQLite alone makes of the same messages: each inserted and deleted, as durably, in groups of 32.</summary>
internal static class Floor
{
    private const int Group = 32;

    /// <summary>Messages a second.</summary>
    public static double Measure(string path, int messages)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
        Execute(connection, "CREATE TABLE messages (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        var begin = Stopwatch.GetTimestamp();
        Run(connection, "INSERT INTO messages VALUES ($id, zeroblob(1024))", messages);
        Run(connection, "DELETE FROM messages WHERE id = $id", messages);
        return messages / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string text, int messages)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        var id = command.Parameters.Add(new SqliteParameter("$id", SqliteType.Integer));
        foreach (var group in Enumerable.Range(0, messages).Chunk(Group))
        {
            using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            foreach (var number in group)
            {
                id.Value = number;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
