using System.Globalization;
using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Query;
using Integration.Local.DurableTask.Sqlite.History;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>Questions about instances, answered by the database: what is not asked for is not read.</summary>
internal static class InstanceQueries
{
    private const string Columns =
        """
        i.id, i.execution_id, i.name, i.version, i.status, i.created_at, i.updated_at, i.completed_at, i.start_at, i.generation,
        i.parent, i.tags, (SELECT value FROM payload WHERE key = i.seq * 4 + 2)
        """;

    private const string Payloads =
        """
        , (SELECT value FROM payload WHERE key = i.seq * 4), (SELECT value FROM payload WHERE key = i.seq * 4 + 1),
        (SELECT value FROM payload WHERE key = i.seq * 4 + 3)
        """;

    /// <summary>One instance by its id, the only parameter.</summary>
    public const string SelectOne = $"SELECT {Columns}{Payloads} FROM instance i WHERE i.id = ?";

    private const string LastCharacter = "\U0010FFFF";

    private const int FirstPayload = 13;

    /// <summary>A row of <see cref="SelectOne"/>.</summary>
    public static OrchestrationState ReadOne(Statement row) => Read(row, withPayloads: true);

    /// <summary>A page in the order of ids; the token is the last id of the page before.</summary>
    public static OrchestrationQueryResult Page(SqliteConnection connection, OrchestrationQuery query)
    {
        var where = new Where();
        where.Add("i.created_at >= ?", query.CreatedTimeFrom);
        where.Add("i.created_at <= ?", query.CreatedTimeTo);
        where.AddStatuses(query.RuntimeStatus);
        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            where.Add("i.id >= ?", query.InstanceIdPrefix);
            where.Add("i.id < ?", query.InstanceIdPrefix + LastCharacter);
        }

        if (!string.IsNullOrEmpty(query.ContinuationToken))
        {
            where.Add("i.id > ?", query.ContinuationToken);
        }

        var payloads = query.FetchInputsAndOutputs;
        using var page = new Statement(
            connection, $"SELECT {Columns}{(payloads ? Payloads : string.Empty)} FROM instance i {where} ORDER BY i.id LIMIT ?");
        var size = Math.Max(1, query.PageSize);
        where.BindTo(page);
        var found = page.With(size + 1L).All(row => Read(row, payloads));
        var more = found.Count > size;
        return new OrchestrationQueryResult(
            more ? found[..size] : found, more ? found[size - 1].OrchestrationInstance.InstanceId : null);
    }

    /// <summary>Finished instances that a purge is to remove, oldest first, from the one after the given number on.</summary>
    public static List<long> Purgeable(SqliteConnection connection, PurgeInstanceFilter filter, long after, int limit)
    {
        var where = new Where();
        where.Add("i.seq > ?", after);
        where.Add("i.created_at >= ?", filter.CreatedTimeFrom == default ? null : filter.CreatedTimeFrom);
        where.Add("i.created_at <= ?", filter.CreatedTimeTo);
        where.AddStatuses((filter.RuntimeStatus?.Intersect(Statuses.Final) ?? Statuses.Final).Append((OrchestrationStatus)(-1)));
        using var ids = new Statement(connection, $"SELECT i.seq FROM instance i {where} ORDER BY i.seq LIMIT ?");
        where.BindTo(ids);
        return ids.With((long)limit).All(row => row.Long(0));
    }

    /// <summary>Finished instances whose time is before a threshold.</summary>
    public static List<long> FinishedBefore(
        SqliteConnection connection, DateTime threshold, OrchestrationStateTimeRangeFilterType type)
    {
        var column = type switch
        {
            OrchestrationStateTimeRangeFilterType.OrchestrationCreatedTimeFilter => "created_at",
            OrchestrationStateTimeRangeFilterType.OrchestrationLastUpdatedTimeFilter => "updated_at",
            _ => "completed_at",
        };
        using var ids = new Statement(
            connection, $"SELECT seq FROM instance WHERE completed_at IS NOT NULL AND {column} < ? ORDER BY seq");
        return ids.With(threshold.ToUniversalTime().Ticks).All(row => row.Long(0));
    }

    private static OrchestrationState Read(Statement row, bool withPayloads)
    {
        var state = new OrchestrationState
        {
            OrchestrationInstance = new OrchestrationInstance { InstanceId = row.Text(0), ExecutionId = row.Text(1) },
            Name = row.Text(2),
            Version = row.TextOrNull(3),
            OrchestrationStatus = (OrchestrationStatus)row.Number(4),
            CreatedTime = Time(row.Long(5)),
            LastUpdatedTime = Time(row.Long(6)),
            CompletedTime = row.LongOrNull(7) is { } completed ? Time(completed) : default,
            ScheduledStartTime = row.LongOrNull(8) is { } start ? Time(start) : null,
            Generation = (int?)row.LongOrNull(9),
            ParentInstance = HistoryCodec.DecodeParent(row.Bytes(10)),
            Tags = ReadTags(row.TextOrNull(11)),
            Status = row.TextOrNull(12),
        };
        if (withPayloads)
        {
            state.Input = row.TextOrNull(FirstPayload);
            state.Output = row.TextOrNull(FirstPayload + 1);
            state.FailureDetails = HistoryCodec.DecodeFailure(row.Bytes(FirstPayload + 2));
        }

        return state;
    }

    private static Dictionary<string, string>? ReadTags(string? tags) =>
        tags is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(tags);

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    /// <summary>Conditions with their values.</summary>
    private sealed class Where
    {
        private readonly List<string> _conditions = [];
        private readonly List<object> _values = [];

        public void Add(string condition, object value)
        {
            _conditions.Add(condition);
            _values.Add(value);
        }

        public void Add(string condition, DateTime? time)
        {
            if (time is { } value)
            {
                Add(condition, value.ToUniversalTime().Ticks);
            }
        }

        public void AddStatuses(IEnumerable<OrchestrationStatus>? statuses)
        {
            if (statuses?.Select(status => ((int)status).ToString(CultureInfo.InvariantCulture)).ToList() is { Count: > 0 } numbers)
            {
                _conditions.Add($"i.status IN ({string.Join(',', numbers)})");
            }
        }

        public void BindTo(Statement statement)
        {
            foreach (var value in _values)
            {
                _ = value is long number ? statement.With(number) : statement.With((string)value);
            }
        }

        public override string ToString() =>
            _conditions.Count == 0 ? string.Empty : "WHERE " + string.Join(" AND ", _conditions);
    }
}
