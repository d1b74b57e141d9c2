using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using Integration.Local.DurableTask.Sqlite.History;
using Microsoft.Data.Sqlite;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>The writer's statements. Used by one thread.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _find;
    private readonly Statement _findBySeq;
    private readonly Statement _children;
    private readonly Statement _insertInstance;
    private readonly Statement _updateInstance;
    private readonly Statement _reopen;
    private readonly Statement _outcome;
    private readonly Statement _deleteInstance;
    private readonly Statement _setPayload;
    private readonly Statement _deletePayload;
    private readonly Statement _deletePayloads;
    private readonly Statement _appendHistory;
    private readonly Statement _deleteHistory;
    private readonly Statement _history;
    private readonly Statement _calls;
    private readonly Statement _insertMessage;
    private readonly Statement _deleteMessage;
    private readonly Statement _deleteInbox;
    private readonly Statement _deleteTimers;
    private readonly Statement _insertActivity;
    private readonly Statement _deleteActivity;
    private readonly Statement _deleteActivities;
    private readonly Statement _laterStart;
    private readonly Statement _version;
    private readonly Statement _parent;
    private readonly Statement _try;
    private readonly Statement _acquit;
    private readonly Statement _acquitAll;
    private readonly Statement _forgetCrashes;
    private readonly Statement _close;
    private long _lastSeq;
    private long _lastNumber;

    /// <param name="connection">The connection, which this owns.</param>
    /// <param name="lastSeq">The highest number of an instance so far.</param>
    /// <param name="lastNumber">The highest number of a message or call so far.</param>
    public StoreSession(SqliteConnection connection, long lastSeq, long lastNumber)
    {
        (_connection, _lastSeq, _lastNumber) = (connection, lastSeq, lastNumber);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _find = Prepare("SELECT seq, execution_id, status, generation FROM instance WHERE id = ?");
        _findBySeq = Prepare("SELECT seq, execution_id, status, generation FROM instance WHERE seq = ?");
        _children = Prepare("SELECT seq, id FROM instance WHERE parent_seq = ?");
        _insertInstance = Prepare(
            """
            INSERT INTO instance (seq, id, execution_id, name, version, status, created_at, updated_at, start_at, generation,
                parent_seq, parent, tags)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _updateInstance = Prepare(
            "UPDATE instance SET execution_id = ?, version = ?, status = ?, updated_at = ?, completed_at = ? WHERE seq = ?");
        _reopen = Prepare("UPDATE instance SET status = 0, updated_at = ?, completed_at = NULL WHERE seq = ?");
        _outcome = Prepare("SELECT status, (SELECT value FROM payload WHERE key = seq * 4 + 1) FROM instance WHERE id = ?");
        _deleteInstance = Prepare("DELETE FROM instance WHERE seq = ?");
        _setPayload = Prepare("INSERT INTO payload VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
        _deletePayload = Prepare("DELETE FROM payload WHERE key = ?");
        _deletePayloads = Prepare("DELETE FROM payload WHERE key BETWEEN ? AND ?");
        _appendHistory = Prepare("INSERT INTO history VALUES (?, ?, ?)");
        _deleteHistory = Prepare("DELETE FROM history WHERE instance = ?");
        _history = Prepare("SELECT events FROM history WHERE instance = ? ORDER BY first");
        _calls = Prepare("SELECT task FROM activity WHERE instance = ?");
        _insertMessage = Prepare("INSERT INTO inbox VALUES (?, ?, ?, ?, ?)");
        _deleteMessage = Prepare("DELETE FROM inbox WHERE instance = ? AND number = ?");
        _deleteInbox = Prepare("DELETE FROM inbox WHERE instance = ?");
        _deleteTimers = Prepare("DELETE FROM inbox WHERE instance = ? AND due IS NOT NULL");
        _insertActivity = Prepare("INSERT INTO activity VALUES (?, ?, ?, ?)");
        _deleteActivity = Prepare("DELETE FROM activity WHERE instance = ? AND number = ?");
        _deleteActivities = Prepare("DELETE FROM activity WHERE instance = ? RETURNING number");
        _laterStart = Prepare("SELECT number, message FROM inbox WHERE instance = ? AND type = 0 AND due > ?");
        _version = Prepare("SELECT version FROM instance WHERE seq = ?");
        _parent = Prepare("SELECT parent FROM instance WHERE seq = ?");
        _try = Prepare("INSERT INTO suspect VALUES (?, ?, 0, 1) ON CONFLICT DO UPDATE SET trying = 1");
        _acquit = Prepare("UPDATE suspect SET trying = 0 WHERE instance = ? AND task = ?");
        _acquitAll = Prepare("DELETE FROM suspect");
        _forgetCrashes = Prepare("UPDATE run SET crashes = 0");
        _close = Prepare("UPDATE run SET open = 0");
    }

    /// <summary>The file.</summary>
    public string Path => _connection.DataSource;

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public void Rollback() => _rollback.Execute();

    public long NextSeq() => ++_lastSeq;

    public InstanceKey? Find(string id) => _find.With(id).First(ReadKey);

    public InstanceKey? Find(long seq) => _findBySeq.With(seq).First(ReadKey);

    public List<(long Seq, string Id)> Children(long seq) => _children.With(seq).All(row => (row.Long(0), row.Text(1)));

    public void Insert(InstanceRow row)
    {
        _insertInstance
            .With(row.Seq).With(row.Id).With(row.ExecutionId).With(row.Name).With(row.Version).With((long)OrchestrationStatus.Pending)
            .With(row.CreatedAt.Ticks).With(row.CreatedAt.Ticks).With(row.StartAt?.Ticks).With((long?)row.Generation)
            .With(row.ParentSeq).With(HistoryCodec.Encode(row.Parent)).With(row.Tags)
            .Execute();
        if (row.Input is not null)
        {
            SetPayload(row.Seq, PayloadKind.Input, row.Input);
        }
    }

    public void Update(long seq, InstanceUpdate update) =>
        _updateInstance
            .With(update.ExecutionId).With(update.Version).With((long)update.Status).With(update.UpdatedAt.Ticks)
            .With(update.CompletedAt?.Ticks).With(seq)
            .Execute();

    /// <summary>Lets a failed instance go on.</summary>
    public void Reopen(long seq, DateTime now)
    {
        _reopen.With(now.Ticks).With(seq).Execute();
        _deletePayload.With(Key(seq, PayloadKind.Output)).Execute();
        _deletePayload.With(Key(seq, PayloadKind.Failure)).Execute();
    }

    /// <summary>The state of an instance, with its output; null if there is none.</summary>
    public (OrchestrationStatus Status, string? Output)? Outcome(string id) => _outcome.With(id)
        .First<(OrchestrationStatus, string?)?>(row => ((OrchestrationStatus)row.Number(0), row.TextOrNull(1)));

    /// <summary>Removes an instance and all that belongs to it.</summary>
    /// <returns>The calls of activities that were removed with it.</returns>
    public List<long> Remove(long seq)
    {
        _deleteInbox.With(seq).Execute();
        _deleteHistory.With(seq).Execute();
        _deletePayloads.With(Key(seq, PayloadKind.Input)).With(Key(seq, PayloadKind.Failure)).Execute();
        _deleteInstance.With(seq).Execute();
        return RemoveActivities(seq);
    }

    public void SetPayload(long seq, PayloadKind kind, string? value)
    {
        if (value is null)
        {
            _deletePayload.With(Key(seq, kind)).Execute();
        }
        else
        {
            _setPayload.With(Key(seq, kind)).With(value).Execute();
        }
    }

    public void SetPayload(long seq, PayloadKind kind, byte[] value) => _setPayload.With(Key(seq, kind)).With(value).Execute();

    public void Append(long seq, int first, byte[] events) => _appendHistory.With(seq).With(first).With(events).Execute();

    public List<HistoryEvent> History(long seq)
    {
        var history = new List<HistoryEvent>();
        _ = _history.With(seq).All(row =>
        {
            HistoryCodec.Decode(row.Bytes(0), history);
            return true;
        });
        return history;
    }

    /// <summary>The calls of activities, by their numbers in the history, that are to be answered.</summary>
    public List<int> Calls(long seq) => _calls.With(seq).All(row => row.Number(0));

    public void RemoveHistory(long seq) => _deleteHistory.With(seq).Execute();

    /// <summary>Keeps a message for an instance.</summary>
    /// <returns>Its number.</returns>
    public long Send(long seq, TaskMessage message, DateTime? due, byte[] bytes)
    {
        var number = ++_lastNumber;
        _insertMessage.With(seq).With(number).With((long)message.Event.EventType).With(due?.Ticks).With(bytes).Execute();
        return number;
    }

    public void Take(long seq, long number) => _deleteMessage.With(seq).With(number).Execute();

    public void RemoveInbox(long seq) => _deleteInbox.With(seq).Execute();

    /// <summary>Removes the messages of an instance whose time has not come.</summary>
    public void RemoveTimers(long seq) => _deleteTimers.With(seq).Execute();

    /// <summary>Keeps the call of an activity.</summary>
    /// <returns>Its number.</returns>
    public long Call(long seq, int task, byte[] message)
    {
        var number = ++_lastNumber;
        _insertActivity.With(seq).With(number).With((long)task).With(message).Execute();
        return number;
    }

    /// <summary>Whether the call was still there.</summary>
    public bool RemoveActivity(long seq, long number) => _deleteActivity.With(seq).With(number).Execute() > 0;

    public List<long> RemoveActivities(long seq) => _deleteActivities.With(seq).All(row => row.Long(0));

    /// <summary>The start of an instance that is to start after a time; null if it is to start earlier or has started.</summary>
    public TaskMessage? LaterStart(long seq, string instanceId, DateTime time) => _laterStart.With(seq).With(time.Ticks)
        .First(row => HistoryCodec.DecodeMessage(row.Bytes(1), instanceId, row.Long(0)));

    public string? Version(long seq) => _version.With(seq).First(row => row.TextOrNull(0));

    public ParentInstance? Parent(long seq) => _parent.With(seq).First(row => HistoryCodec.DecodeParent(row.Bytes(0)));

    /// <summary>Notes that it runs now, so that it is to blame if the process goes down.</summary>
    public void Try(Suspect suspect) => _try.With(suspect.Seq).With((long)suspect.TaskId).Execute();

    /// <summary>It has ended, and the process lives. What it is blamed for already is remembered: only this run of it went well.</summary>
    public void Acquit(Suspect suspect) => _acquit.With(suspect.Seq).With((long)suspect.TaskId).Execute();

    /// <summary>Everything that was under way when the file was opened has been taken up, and the process lives.</summary>
    public void EndRecovery()
    {
        _acquitAll.Execute();
        _forgetCrashes.Execute();
    }

    /// <summary>The file is closed in order.</summary>
    public void Close() => _close.Execute();

    /// <summary>Sets the size that the file may grow to; beyond it the disk counts as full.</summary>
    public void LimitPages(int pages)
    {
        using var limit = new Statement(_connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        limit.Execute();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static long Key(long seq, PayloadKind kind) => (seq * 4) + (long)kind;

    private static InstanceKey ReadKey(Statement row) =>
        new(row.Long(0), row.Text(1), (OrchestrationStatus)row.Number(2), (int?)row.LongOrNull(3));

    private Statement Prepare(string sql)
    {
        var statement = new Statement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }
}
