using Microsoft.Data.Sqlite;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>The tables. Times are Unix milliseconds.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    private const string Tables =
        """
        CREATE TABLE entities (
            id INTEGER PRIMARY KEY,
            address TEXT NOT NULL UNIQUE COLLATE NOCASE,
            last_sequence_number INTEGER NOT NULL DEFAULT 0,
            declared_rules TEXT);
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY,
            entity INTEGER NOT NULL,
            sequence_number INTEGER NOT NULL,
            enqueued_sequence_number INTEGER NOT NULL,
            enqueued_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            delivery_count INTEGER NOT NULL,
            dead_letter_source TEXT,
            message_id TEXT,
            session_id TEXT,
            size INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE TABLE sessions (entity INTEGER NOT NULL, session_id TEXT NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY (entity, session_id)) WITHOUT ROWID;
        CREATE TABLE message_ids (entity INTEGER NOT NULL, message_id TEXT NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (entity, message_id)) WITHOUT ROWID;
        CREATE TABLE rules (entity INTEGER NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL, filter BLOB NOT NULL,
            PRIMARY KEY (entity, name)) WITHOUT ROWID;
        """;

    /// <exception cref="BrokerStartException">The file was written by another version.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (version == 0)
        {
            command.CommandText = $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT";
            command.ExecuteNonQuery();
        }
        else if (version != Version)
        {
            throw new BrokerStartException(
                $"{path}: has schema version {version}, this broker knows {Version}; use another data directory, or delete this one");
        }
    }
}
