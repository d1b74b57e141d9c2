using Integration.Local.DurableTask.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Storage;

/// <summary>A reader's statements. Used by one thread at a time.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string RowColumns =
        """
        seq, id, name, version, generation, status, created_at, start_at,
        parent_seq, parent_generation, parent_task, parent_id, parent_name, tags, custom_status, input
        """;

    private readonly SqliteConnection _connection;
    private readonly Statement _row;
    private readonly Statement _state;
    private readonly Statement _stateWithPayloads;
    private readonly Statement _history;
    private readonly Statement _busy;
    private readonly Statement _wakes;
    private readonly Statement _inbox;
    private readonly Statement _crashes;
    private readonly Statement _suspects;

    public StoreReader(SqliteConnection connection)
    {
        _connection = connection;
        _row = new Statement(connection, $"SELECT {RowColumns} FROM instance WHERE id = ?");
        _state = new Statement(connection, InstanceQueries.SelectOne(withPayloads: false));
        _stateWithPayloads = new Statement(connection, InstanceQueries.SelectOne(withPayloads: true));
        _history = new Statement(connection, "SELECT first, at, events FROM history WHERE instance = ? ORDER BY first");
        _busy = new Statement(connection, "SELECT id, seq FROM instance WHERE busy = 1");
        _wakes = new Statement(connection, "SELECT id, seq, wake_at FROM instance WHERE wake_at IS NOT NULL");
        _inbox = new Statement(
            connection,
            "SELECT n.number, i.id, i.seq, n.generation, n.event FROM inbox n JOIN instance i ON i.seq = n.instance ORDER BY n.number");
        _crashes = new Statement(connection, "SELECT crashes FROM run");
        _suspects = new Statement(connection, "SELECT instance, task, crashes FROM suspect");
    }

    public SqliteConnection Connection => _connection;

    public InstanceRow? Instance(string id) => _row.With(id).First(ReadRow);

    /// <param name="id">The instance.</param>
    /// <param name="converter">Null: without inputs, outputs and custom status.</param>
    public OrchestrationMetadata? State(string id, DataConverter? converter) =>
        (converter is null ? _state : _stateWithPayloads).With(id).First(row => InstanceQueries.ReadOne(row, converter));

    public List<HistoryBatch> History(long seq) =>
        _history.With(seq).All(row =>
            new HistoryBatch(row.Number(0), new DateTime(row.Long(1), DateTimeKind.Utc), HistoryCodec.Decode(row.Bytes(2))));

    /// <summary>The instances of which something was under way.</summary>
    public List<(string Id, long Seq)> Busy() => _busy.All(row => (row.Text(0), row.Long(1)));

    public List<(string Id, long Seq, DateTime At)> Wakes() =>
        _wakes.All(row => (row.Text(0), row.Long(1), new DateTime(row.Long(2), DateTimeKind.Utc)));

    public List<StoredMessage> Inbox() =>
        _inbox.All(row => new StoredMessage(
            row.Long(0), row.Text(1), row.Long(2), row.Number(3), (IncomingEvent)HistoryCodec.Decode(row.Bytes(4))[0]));

    /// <summary>How often in sequence an engine went down over what it took up at its start.</summary>
    public int Crashes() => _crashes.First(row => row.Number(0));

    /// <summary>What was tried alone, with the number of times that the process went down meanwhile.</summary>
    public Dictionary<Suspect, int> Suspects() =>
        _suspects.All(row => KeyValuePair.Create(new Suspect(row.Long(0), row.Number(1)), row.Number(2))).ToDictionary();

    public void Dispose()
    {
        foreach (var statement in new[] { _row, _state, _stateWithPayloads, _history, _busy, _wakes, _inbox, _crashes, _suspects })
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static InstanceRow ReadRow(Statement row) => new(
        row.Long(0),
        row.Text(1),
        row.Text(2),
        row.Text(3),
        row.Number(4),
        (OrchestrationRuntimeStatus)row.Number(5),
        new DateTime(row.Long(6), DateTimeKind.Utc),
        row.LongOrNull(7) is { } start ? new DateTime(start, DateTimeKind.Utc) : null,
        row.IsNull(8) ? null : new ParentLink(row.Long(8), row.Number(9), row.Number(10), row.Text(11), row.Text(12)),
        row.TextOrNull(13),
        row.TextOrNull(14),
        row.TextOrNull(15));
}

/// <summary>A message on its way to an instance.</summary>
internal sealed record StoredMessage(long Number, string InstanceId, long Seq, int Generation, IncomingEvent Event);
