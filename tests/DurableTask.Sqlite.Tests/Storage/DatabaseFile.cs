using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Tests.Storage;

/// <summary>A database file as any other program sees it.</summary>
internal static class DatabaseFile
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(string path, string sql)
    {
        using var connection = Open(path);
        return (long)Value(connection, sql)!;
    }

    public static object? Value(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
