using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Integration.Local.DurableTask.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Storage;

/// <summary>Questions about instances, answered by the database: what is not asked for is not read.</summary>
internal static class InstanceQueries
{
    // A turn is written to the history, not to the instance; its time is looked up there.
    private const string Columns =
        """
        i.seq, i.id, i.name, i.status, i.created_at,
        coalesce(i.ended_at, (SELECT h.at FROM history h WHERE h.instance = i.seq ORDER BY h.first DESC LIMIT 1), i.created_at),
        i.tags
        """;

    private const string Payloads = ", i.custom_status, i.failure, i.output, i.input";

    /// <summary>One instance by its id, the only parameter.</summary>
    public static string SelectOne(bool withPayloads) =>
        $"SELECT {Columns}{(withPayloads ? Payloads : string.Empty)} FROM instance i WHERE i.id = ?";

    /// <summary>A row of <see cref="SelectOne"/>.</summary>
    /// <param name="row">The statement, on its row.</param>
    /// <param name="converter">Null: the payloads were not asked for.</param>
    public static OrchestrationMetadata ReadOne(Statement row, DataConverter? converter) => new(row.Text(2), row.Text(1))
    {
        RuntimeStatus = (OrchestrationRuntimeStatus)row.Number(3),
        CreatedAt = new DateTimeOffset(row.Long(4), TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.Long(5), TimeSpan.Zero),
        Tags = ReadTags(row.TextOrNull(6)),
        DataConverter = converter,
        SerializedCustomStatus = converter is null ? null : row.TextOrNull(7),
        FailureDetails = converter is null ? null : HistoryCodec.DecodeFailure(row.BytesOrNull(8)),
        SerializedOutput = converter is null ? null : row.TextOrNull(9),
        SerializedInput = converter is null ? null : row.TextOrNull(10),
    };

    /// <summary>A page in the order of ids; the token is the last id of the page before.</summary>
    public static Page<OrchestrationMetadata> Page(
        SqliteConnection connection, OrchestrationQuery query, string? after, int size, DataConverter? converter)
    {
        var conditions = new List<string>();
        var values = new List<(string, object)> { ("$size", size + 1) };
        AddTimes(conditions, values, query.CreatedFrom, query.CreatedTo);
        AddStatuses(conditions, query.Statuses);
        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            conditions.Add("i.id >= $prefix AND i.id < $prefixEnd");
            values.Add(("$prefix", query.InstanceIdPrefix));
            values.Add(("$prefixEnd", query.InstanceIdPrefix + char.MaxValue));
        }

        if (query is TaggedOrchestrationQuery tagged)
        {
            AddTags(conditions, values, tagged.Tags);
        }

        if (after is not null)
        {
            conditions.Add("i.id > $after");
            values.Add(("$after", after));
        }

        var sql = $"SELECT {Columns}{(converter is null ? string.Empty : Payloads)} FROM instance i "
            + $"{Where(conditions)} ORDER BY i.id LIMIT $size";
        using var command = Command(connection, sql, [.. values]);
        using var row = command.ExecuteReader();
        var found = new List<OrchestrationMetadata>();
        while (row.Read())
        {
            found.Add(Metadata(row, converter));
        }

        var more = found.Count > size;
        return new Page<OrchestrationMetadata>(more ? found[..size] : found, more ? found[size - 1].InstanceId : null);
    }

    /// <summary>Finished instances in the order they ended; the token is the end and number of the last one.</summary>
    public static Page<string> EndedIds(
        SqliteConnection connection,
        IEnumerable<OrchestrationRuntimeStatus>? statuses,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int size,
        string? after)
    {
        var conditions = new List<string> { "i.ended_at IS NOT NULL" };
        var values = new List<(string, object)> { ("$size", size + 1) };
        AddStatuses(conditions, statuses);
        AddTime(conditions, values, "i.ended_at >= $from", "$from", from);
        AddTime(conditions, values, "i.ended_at <= $to", "$to", to);
        if (after?.Split('.') is [var end, var number])
        {
            conditions.Add("(i.ended_at, i.seq) > ($end, $number)");
            values.Add(("$end", long.Parse(end, CultureInfo.InvariantCulture)));
            values.Add(("$number", long.Parse(number, CultureInfo.InvariantCulture)));
        }

        var sql = $"SELECT i.id, i.ended_at, i.seq FROM instance i {Where(conditions)} ORDER BY i.ended_at, i.seq LIMIT $size";
        using var command = Command(connection, sql, [.. values]);
        using var row = command.ExecuteReader();
        var found = new List<(string Id, string Key)>();
        while (row.Read())
        {
            found.Add((row.GetString(0), string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1)}.{row.GetInt64(2)}")));
        }

        var page = found.Take(size).ToList();
        return new Page<string>([.. page.Select(item => item.Id)], found.Count > size ? page[^1].Key : null);
    }

    /// <summary>Finished instances that a purge is to remove, oldest first, from the one after the given number on.</summary>
    public static List<long> Purgeable(SqliteConnection connection, PurgeInstancesFilter filter, long after, int limit)
    {
        var final = new[]
        {
            OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
        };
        var conditions = new List<string> { "i.seq > $after" };
        var values = new List<(string, object)> { ("$after", after), ("$limit", limit) };
        AddTimes(conditions, values, filter.CreatedFrom, filter.CreatedTo);
        AddStatuses(
            conditions, filter.Statuses is null ? final : filter.Statuses.Intersect(final).Append((OrchestrationRuntimeStatus)(-1)));
        var sql = $"SELECT i.seq FROM instance i {Where(conditions)} ORDER BY i.seq LIMIT $limit";
        using var command = Command(connection, sql, [.. values]);
        using var row = command.ExecuteReader();
        var found = new List<long>();
        while (row.Read())
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    /// <summary>The tags as they are kept with an instance: a JSON object, or nothing.</summary>
    public static IReadOnlyDictionary<string, string> ReadTags(string? tags) =>
        tags is null ? ReadOnlyDictionary<string, string>.Empty : JsonSerializer.Deserialize<Dictionary<string, string>>(tags)!;

    private static void AddTimes(
        List<string> conditions, List<(string, object)> values, DateTimeOffset? createdFrom, DateTimeOffset? createdTo)
    {
        AddTime(conditions, values, "i.created_at >= $createdFrom", "$createdFrom", createdFrom);
        AddTime(conditions, values, "i.created_at <= $createdTo", "$createdTo", createdTo);
    }

    private static void AddTime(
        List<string> conditions, List<(string, object)> values, string condition, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            conditions.Add(condition);
            values.Add((name, value.UtcTicks));
        }
    }

    private static void AddTags(List<string> conditions, List<(string, object)> values, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (index, (key, value)) in tags.Index())
        {
            conditions.Add($"EXISTS (SELECT 1 FROM json_each(i.tags) t WHERE t.key = $tag{index} AND t.value = $value{index})");
            values.Add(($"$tag{index}", key));
            values.Add(($"$value{index}", value));
        }
    }

    private static void AddStatuses(List<string> conditions, IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        if (statuses?.Select(status => ((int)status).ToString(CultureInfo.InvariantCulture)).ToList() is { Count: > 0 } numbers)
        {
            conditions.Add($"i.status IN ({string.Join(',', numbers)})");
        }
    }

    private static string Where(List<string> conditions) =>
        conditions.Count == 0 ? string.Empty : "WHERE " + string.Join(" AND ", conditions);

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private static OrchestrationMetadata Metadata(SqliteDataReader row, DataConverter? converter)
    {
        var withPayloads = converter is not null;
        return new OrchestrationMetadata(row.GetString(2), row.GetString(1))
        {
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(3),
            CreatedAt = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
            LastUpdatedAt = new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
            Tags = ReadTags(TextOrNull(row, 6)),
            DataConverter = converter,
            SerializedCustomStatus = withPayloads ? TextOrNull(row, 7) : null,
            FailureDetails = withPayloads ? HistoryCodec.DecodeFailure(row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8)) : null,
            SerializedOutput = withPayloads ? TextOrNull(row, 9) : null,
            SerializedInput = withPayloads ? TextOrNull(row, 10) : null,
        };
    }

    private static string? TextOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
