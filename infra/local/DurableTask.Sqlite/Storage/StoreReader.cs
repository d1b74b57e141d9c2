using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>A reader's statements. Used by one thread at a time.</summary>
internal sealed class StoreReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _key;
    private readonly Statement _keyById;
    private readonly Statement _state;
    private readonly Statement _customStatus;
    private readonly Statement _history;
    private readonly Statement _message;
    private readonly Statement _activity;
    private readonly Statement _timers;
    private readonly Statement _inbox;
    private readonly Statement _activities;
    private readonly Statement _crashes;
    private readonly Statement _suspects;

    public StoreReader(SqliteConnection connection)
    {
        _connection = connection;
        _key = new Statement(connection, "SELECT id, execution_id, status, generation FROM instance WHERE seq = ?");
        _keyById = new Statement(connection, "SELECT seq, execution_id, status, generation FROM instance WHERE id = ?");
        _state = new Statement(connection, InstanceQueries.SelectOne);
        _customStatus = new Statement(connection, "SELECT value FROM payload WHERE key = ?");
        _history = new Statement(connection, "SELECT events FROM history WHERE instance = ? ORDER BY first");
        _message = new Statement(connection, "SELECT message FROM inbox WHERE instance = ? AND number = ?");
        _activity = new Statement(connection, "SELECT message FROM activity WHERE instance = ? AND number = ?");
        _timers = new Statement(connection, "SELECT due, instance, number FROM inbox WHERE due > ?");
        _inbox = new Statement(
            connection,
            """
            SELECT n.number, n.instance, n.type, i.id, i.status
            FROM inbox n JOIN instance i ON i.seq = n.instance WHERE n.due IS NULL OR n.due <= ? ORDER BY n.number
            """);
        _activities = new Statement(
            connection,
            "SELECT a.number, a.instance, i.id, a.task FROM activity a JOIN instance i ON i.seq = a.instance ORDER BY a.number");
        _crashes = new Statement(connection, "SELECT crashes FROM run");
        _suspects = new Statement(connection, "SELECT instance, task, crashes FROM suspect");
    }

    public SqliteConnection Connection => _connection;

    public (string Id, InstanceKey Key)? Instance(long seq) => _key.With(seq).First<(string, InstanceKey)?>(
        row => (row.Text(0), new InstanceKey(seq, row.Text(1), (OrchestrationStatus)row.Number(2), (int?)row.LongOrNull(3))));

    public InstanceKey? Instance(string id) => _keyById.With(id).First(
        row => new InstanceKey(row.Long(0), row.Text(1), (OrchestrationStatus)row.Number(2), (int?)row.LongOrNull(3)));

    public string? CustomStatus(long seq) =>
        _customStatus.With((seq * 4) + (long)PayloadKind.CustomStatus).First(row => row.TextOrNull(0));

    public OrchestrationState? State(string id) => _state.With(id).First(InstanceQueries.ReadOne);

    /// <summary>The history of the current execution, with its stored size.</summary>
    public (List<HistoryEvent> Events, long Bytes) History(long seq)
    {
        var history = new List<HistoryEvent>();
        var bytes = 0L;
        try
        {
            _history.With(seq);
            while (_history.Step())
            {
                var batch = _history.Bytes(0);
                bytes += batch.Length;
                HistoryCodec.Decode(batch, history);
            }
        }
        finally
        {
            _history.Reset();
        }

        return (history, bytes);
    }

    /// <summary>A message for an instance; null if it is no longer there.</summary>
    public TaskMessage? Message(long seq, long number, string instanceId) =>
        _message.With(seq).With(number).First(row => HistoryCodec.DecodeMessage(row.Bytes(0), instanceId, number));

    /// <summary>The call of an activity by an instance; null if it is no longer there.</summary>
    public TaskMessage? Activity(long seq, long number, string instanceId) =>
        _activity.With(seq).With(number).First(row => HistoryCodec.DecodeMessage(row.Bytes(0), instanceId, number));

    /// <summary>Messages that are not to be delivered before a time that has not come.</summary>
    public List<(long Seq, long Number, DateTime Due)> Timers(DateTime now) =>
        _timers.With(now.Ticks).All(row => (row.Long(1), row.Long(2), new DateTime(row.Long(0), DateTimeKind.Utc)));

    /// <summary>Messages that are to be delivered now.</summary>
    public List<StoredMessage> Inbox(DateTime now) =>
        _inbox.With(now.Ticks).All(row => new StoredMessage(
            row.Long(0), row.Long(1), (EventType)row.Number(2), row.Text(3), (OrchestrationStatus)row.Number(4)));

    public List<StoredActivity> Activities() =>
        _activities.All(row => new StoredActivity(row.Long(0), row.Long(1), row.Text(2), row.Number(3)));

    /// <summary>How often in sequence the process went down over what it took up at its start.</summary>
    public int Crashes() => _crashes.First(row => row.Number(0));

    /// <summary>What was tried alone, with the number of times that the process went down meanwhile.</summary>
    public Dictionary<Suspect, int> Suspects() =>
        _suspects.All(row => KeyValuePair.Create(new Suspect(row.Long(0), row.Number(1)), row.Number(2))).ToDictionary();

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _key, _keyById, _state, _customStatus, _history, _message, _activity, _timers, _inbox, _activities, _crashes, _suspects,
        })
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}

/// <summary>A message that waits for its instance.</summary>
internal sealed record StoredMessage(long Number, long Seq, EventType Type, string InstanceId, OrchestrationStatus Status);

/// <summary>A call of an activity that has not been answered.</summary>
internal sealed record StoredActivity(long Number, long Seq, string InstanceId, int Task);
