using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;

namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>An instance as the database has it in the end. One that failed has no output.</summary>
internal sealed record Instance(
    long Seq,
    string Id,
    string Status,
    int Generation,
    bool IsBusy,
    string Input,
    string? Output,
    string? CustomStatus,
    IReadOnlyList<HistoryBatch> History)
{
    public IReadOnlyList<HistoryEvent> Events { get; } = [.. History.SelectMany(batch => batch.Events)];

    /// <summary>The script it played, by the input it began with.</summary>
    public string Key => Input.Split('|')[0];

    public static IReadOnlyList<Instance> All(StoreReader reader)
    {
        using var command = reader.Connection.CreateCommand();
        command.CommandText =
            """
            SELECT seq, id, status, generation, busy OR wake_at IS NOT NULL, input, CASE WHEN failure IS NULL THEN output END, custom_status
            FROM instance
            """;
        using var row = command.ExecuteReader();
        var all = new List<Instance>();
        while (row.Read())
        {
            all.Add(new Instance(
                row.GetInt64(0),
                row.GetString(1),
                $"{(Microsoft.DurableTask.Client.OrchestrationRuntimeStatus)row.GetInt32(2)}",
                row.GetInt32(3),
                row.GetBoolean(4),
                Text(row.GetString(5))!,
                row.IsDBNull(6) ? null : Text(row.GetString(6)),
                row.IsDBNull(7) ? null : Text(row.GetString(7)),
                reader.History(row.GetInt64(0))));
        }

        return all;
    }

    private static string? Text(string json) => System.Text.Json.JsonSerializer.Deserialize<string>(json);
}
