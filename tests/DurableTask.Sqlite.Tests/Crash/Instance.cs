using System.Globalization;
using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Integration.Local.DurableTask.Sqlite.Storage;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>An instance as the database has it in the end. One that failed has no output.</summary>
internal sealed record Instance(
    long Seq, string Id, OrchestrationStatus Status, bool IsBusy, string Input, string? Output, string? CustomStatus)
{
    /// <summary>The history as rows: how many events are before each, and its own.</summary>
    public required IReadOnlyList<(int First, IReadOnlyList<HistoryEvent> Events)> History { get; init; }

    public IReadOnlyList<HistoryEvent> Events => [.. History.SelectMany(row => row.Events)];

    /// <summary>The script it played, by the input it began with.</summary>
    public string Key => Input.Split('|')[0];

    /// <summary>Whether it continued as new.</summary>
    public bool IsContinued => Input.Split('|') is [_, var round, ..] && int.Parse(round, CultureInfo.InvariantCulture) > 0;

    public static IReadOnlyList<Instance> All(StoreReader reader)
    {
        using var command = reader.Connection.CreateCommand();
        command.CommandText =
            """
            SELECT seq, id, status,
                EXISTS (SELECT 1 FROM inbox WHERE instance = seq) OR EXISTS (SELECT 1 FROM activity WHERE instance = seq),
                (SELECT value FROM payload WHERE key = seq * 4), (SELECT value FROM payload WHERE key = seq * 4 + 1),
                (SELECT value FROM payload WHERE key = seq * 4 + 2)
            FROM instance
            """;
        using var row = command.ExecuteReader();
        var all = new List<Instance>();
        while (row.Read())
        {
            var status = (OrchestrationStatus)row.GetInt32(2);
            var output = row.IsDBNull(5) ? null : row.GetString(5);
            all.Add(new Instance(
                row.GetInt64(0),
                row.GetString(1),
                status,
                row.GetBoolean(3),
                Text(row.GetString(4))!,
                status == OrchestrationStatus.Completed ? Text(output!) : status == OrchestrationStatus.Failed ? null : output,
                row.IsDBNull(6) ? null : Text(row.GetString(6)))
            {
                History = Rows(reader.Connection, row.GetInt64(0)),
            });
        }

        return all;
    }

    private static List<(int, IReadOnlyList<HistoryEvent>)> Rows(SqliteConnection connection, long seq)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, events FROM history WHERE instance = $seq ORDER BY first";
        command.Parameters.AddWithValue("$seq", seq);
        using var row = command.ExecuteReader();
        var rows = new List<(int, IReadOnlyList<HistoryEvent>)>();
        while (row.Read())
        {
            var events = new List<HistoryEvent>();
            HistoryCodec.Decode(row.GetFieldValue<byte[]>(1), events);
            rows.Add((row.GetInt32(0), events));
        }

        return rows;
    }

    private static string? Text(string json) => JsonSerializer.Deserialize<string>(json);
}
