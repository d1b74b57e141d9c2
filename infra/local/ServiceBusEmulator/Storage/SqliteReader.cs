using Integration.Local.ServiceBusEmulator.Entities;
using Microsoft.Data.Sqlite;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>Reads back all that is kept, but for the bodies.</summary>
internal static class SqliteReader
{
    public static StoredState Load(SqliteConnection connection) => new(
        Read(connection, "SELECT id, address, last_sequence_number, declared_rules FROM entities", row => new StoredEntity(
            row.GetInt32(0), row.GetString(1), row.GetInt64(2), Text(row, 3))),
        Read(connection, "SELECT id, entity, sequence_number, enqueued_sequence_number, enqueued_at, expires_at, state, delivery_count, dead_letter_source, message_id, session_id, size FROM messages", row => (Message(row), row.GetInt32(11))),
        Read(connection, "SELECT entity, session_id, state FROM sessions", row => (row.GetInt32(0), row.GetString(1), (byte[])row[2])),
        Read(connection, "SELECT entity, message_id, until FROM message_ids ORDER BY until", row => (
            row.GetInt32(0), row.GetString(1), StoredTime.To(row.GetInt64(2)))),
        Read(connection, "SELECT entity, name, created_at, filter FROM rules", row => new RuleRecord(
            row.GetInt32(0), row.GetString(1), StoredTime.To(row.GetInt64(2)), (byte[])row[3])));

    private static MessageRecord Message(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetInt64(2),
        row.GetInt64(3),
        StoredTime.To(row.GetInt64(4)),
        StoredTime.To(row.GetInt64(5)),
        (MessageState)row.GetInt32(6),
        row.GetInt32(7),
        Text(row, 8),
        Text(row, 9),
        Text(row, 10),
        null);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static List<T> Read<T>(SqliteConnection connection, string query, Func<SqliteDataReader, T> map)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
