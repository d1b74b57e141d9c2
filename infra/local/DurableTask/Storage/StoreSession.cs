using System.Globalization;
using Integration.Local.DurableTask.History;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Storage;

/// <summary>The writer's statements. Used by one thread.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly HashSet<long> _removed = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _insertInstance;
    private readonly Statement _updateInstance;
    private readonly Statement _continueAsNew;
    private readonly Statement _reopen;
    private readonly Statement _appendHistory;
    private readonly Statement _deleteHistory;
    private readonly Statement _deleteInstance;
    private readonly Statement _deleteInbox;
    private readonly Statement _find;
    private readonly Statement _findStatus;
    private readonly Statement _insertMessage;
    private readonly Statement _deleteMessage;
    private readonly Statement _children;
    private readonly Statement _try;
    private readonly Statement _acquit;
    private readonly Statement _acquitAll;
    private readonly Statement _forgetCrashes;
    private readonly Statement _close;

    public StoreSession(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insertInstance = Prepare(
            """
            INSERT INTO instance (seq, id, name, version, status, generation, busy, wake_at, created_at, start_at,
                parent_seq, parent_generation, parent_task, parent_id, parent_name, tags, input)
            VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _updateInstance = Prepare(
            """
            UPDATE instance SET status = ?, busy = ?, wake_at = ?, custom_status = ?, ended_at = ?, output = ?, failure = ?
            WHERE seq = ?
            """);
        _continueAsNew = Prepare(
            """
            UPDATE instance SET generation = ?, version = ?, input = ?, status = ?, busy = 1, wake_at = NULL, custom_status = NULL
            WHERE seq = ?
            """);
        _reopen = Prepare(
            """
            UPDATE instance SET status = 0, busy = 1, wake_at = NULL, ended_at = NULL, output = NULL, failure = NULL WHERE seq = ?
            """);
        _appendHistory = Prepare("INSERT INTO history (instance, first, at, events) VALUES (?, ?, ?, ?)");
        _deleteHistory = Prepare("DELETE FROM history WHERE instance = ?");
        _deleteInstance = Prepare("DELETE FROM instance WHERE seq = ?");
        _deleteInbox = Prepare("DELETE FROM inbox WHERE instance = ?");
        _find = Prepare("SELECT seq, status FROM instance WHERE id = ?");
        _findStatus = Prepare("SELECT status FROM instance WHERE seq = ?");
        _insertMessage = Prepare("INSERT INTO inbox (number, instance, generation, event) VALUES (?, ?, ?, ?)");
        _children = Prepare("SELECT seq FROM instance WHERE parent_seq = ?");
        _deleteMessage = Prepare("DELETE FROM inbox WHERE number = ?");
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

    /// <summary>Whether the instance was replaced or purged since the engine started, so that what is late for it is void.</summary>
    public bool IsRemoved(long seq) => _removed.Contains(seq);

    public (long Seq, OrchestrationRuntimeStatus Status)? Find(string id) =>
        _find.With(id).First<(long, OrchestrationRuntimeStatus)?>(row => (row.Long(0), (OrchestrationRuntimeStatus)row.Number(1)));

    public OrchestrationRuntimeStatus? FindStatus(long seq) =>
        _findStatus.With(seq).First<OrchestrationRuntimeStatus?>(row => (OrchestrationRuntimeStatus)row.Number(0));

    public List<long> Children(long seq) => _children.With(seq).All(row => row.Long(0));

    public void Insert(InstanceRow row, bool busy, DateTime? wakeAt) =>
        _insertInstance
            .With(row.Seq).With(row.Id).With(row.Name).With(row.Version).With((long)row.Status)
            .With(busy ? 1 : 0).With(wakeAt?.Ticks).With(row.CreatedAt.Ticks).With(row.StartAt?.Ticks)
            .With(row.Parent?.Seq).With(row.Parent?.Generation).With(row.Parent?.TaskId).With(row.Parent?.Id).With(row.Parent?.Name)
            .With(row.Tags).With(row.Input)
            .Execute();

    public void Update(long seq, InstanceUpdate update) =>
        _updateInstance
            .With((long)update.Status).With(update.Busy ? 1 : 0).With(update.WakeAt?.Ticks).With(update.CustomStatus)
            .With(update.EndedAt?.Ticks).With(update.Output).With(HistoryCodec.EncodeFailure(update.Failure)).With(seq)
            .Execute();

    /// <summary>Empties the history and begins the next generation.</summary>
    public void ContinueAsNew(long seq, int generation, string version, string? input, OrchestrationRuntimeStatus status)
    {
        _deleteHistory.With(seq).Execute();
        _continueAsNew.With(generation).With(version).With(input).With((long)status).With(seq).Execute();
    }

    /// <summary>Puts another history in the place of a finished instance's, and lets it run again.</summary>
    public void Reopen(long seq, IReadOnlyList<HistoryBatch> history)
    {
        _deleteHistory.With(seq).Execute();
        foreach (var batch in history)
        {
            Append(seq, batch.First, batch.At, HistoryCodec.Encode(batch.Events));
        }

        _reopen.With(seq).Execute();
    }

    public void Append(long seq, int first, DateTime at, byte[] events) =>
        _appendHistory.With(seq).With(first).With(at.Ticks).With(events).Execute();

    public void Remove(long seq)
    {
        _deleteInbox.With(seq).Execute();
        _deleteHistory.With(seq).Execute();
        _deleteInstance.With(seq).Execute();
        _removed.Add(seq);
    }

    public void Send(long number, long seq, int generation, IncomingEvent item) =>
        _insertMessage.With(number).With(seq).With(generation).With(HistoryCodec.Encode([item])).Execute();

    public void Take(long number) => _deleteMessage.With(number).Execute();

    /// <summary>Notes that it runs now, so that it is to blame if the process goes down.</summary>
    public void Try(Suspect suspect) => _try.With(suspect.Seq).With(suspect.TaskId).Execute();

    /// <summary>It has ended, and the process lives. What it is blamed for already is remembered: only this run of it went well.</summary>
    public void Acquit(Suspect suspect) => _acquit.With(suspect.Seq).With(suspect.TaskId).Execute();

    /// <summary>Everything that was under way when the engine started has been taken up, and the process lives.</summary>
    public void EndRecovery()
    {
        _acquitAll.Execute();
        _forgetCrashes.Execute();
    }

    /// <summary>The engine stops in order.</summary>
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

    private Statement Prepare(string sql)
    {
        var statement = new Statement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }
}
