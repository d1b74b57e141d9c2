using Integration.Local.ServiceBusEmulator.Entities;
using Microsoft.Data.Sqlite;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>
/// The store on SQLite: write-ahead log, <c>synchronous=FULL</c>, so that a commit is on disk when it returns. A lock file keeps
/// a second broker out; it is freed with the process, however that ends.
/// </summary>
internal sealed class SqliteMessageStore : IMessageStore
{
    private const string FileName = "messages.db";
    private const string LockName = "broker.lock";

    private readonly Lock _reading = new();
    private readonly FileStream _lock;
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly SqliteCommand _readBody;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _updateBody;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _advance;
    private readonly SqliteStatement _putSession;
    private readonly SqliteStatement _deleteSession;
    private readonly SqliteStatement _putMessageId;
    private readonly SqliteStatement _deleteMessageId;
    private readonly SqliteStatement _putRule;
    private readonly SqliteStatement _deleteRule;

    private SqliteMessageStore(FileStream @lock, SqliteConnection writer, SqliteConnection reader)
    {
        _lock = @lock;
        _writer = writer;
        _reader = reader;
        _readBody = reader.CreateCommand();
        _readBody.CommandText = "SELECT body FROM messages WHERE id = ?1";
        _readBody.Parameters.Add(new SqliteParameter { ParameterName = "?1" });
        _insert = new SqliteStatement(
            writer,
            "INSERT INTO messages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            13);
        _update = new SqliteStatement(
            writer,
            "UPDATE messages SET entity = ?2, state = ?3, delivery_count = ?4, expires_at = ?5, dead_letter_source = ?6 WHERE id = ?1",
            6);
        _updateBody = new SqliteStatement(writer, "UPDATE messages SET size = ?2, body = ?3 WHERE id = ?1", 3);
        _delete = new SqliteStatement(writer, "DELETE FROM messages WHERE id = ?1", 1);
        _advance = new SqliteStatement(writer, "UPDATE entities SET last_sequence_number = ?2 WHERE id = ?1", 2);
        _putSession = new SqliteStatement(writer, "INSERT OR REPLACE INTO sessions VALUES (?1, ?2, ?3)", 3);
        _deleteSession = new SqliteStatement(writer, "DELETE FROM sessions WHERE entity = ?1 AND session_id = ?2", 2);
        _putMessageId = new SqliteStatement(writer, "INSERT OR REPLACE INTO message_ids VALUES (?1, ?2, ?3)", 3);
        _deleteMessageId = new SqliteStatement(writer, "DELETE FROM message_ids WHERE entity = ?1 AND message_id = ?2", 2);
        _putRule = new SqliteStatement(writer, "INSERT OR REPLACE INTO rules VALUES (?1, ?2, ?3, ?4)", 4);
        _deleteRule = new SqliteStatement(writer, "DELETE FROM rules WHERE entity = ?1 AND name = ?2", 2);
    }

    /// <exception cref="BrokerStartException">Another broker holds the directory, or it cannot be written to.</exception>
    public static SqliteMessageStore Open(string directory)
    {
        var held = Hold(directory);
        var path = Path.Combine(directory, FileName);
        SqliteConnection? writer = null;
        try
        {
            writer = Connect(path);
            Execute(
                writer,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16384");
            SqliteSchema.Ensure(writer, path);
            return new SqliteMessageStore(held, writer, Connect(path));
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            held.Dispose();
            throw exception is SqliteException
                ? new BrokerStartException($"{path}: cannot be used: {exception.Message}", exception)
                : exception;
        }
    }

    public StoredState Load() => SqliteReader.Load(_writer);

    /// <summary>Makes entities, and the rules that the topology declares for them, known before the broker takes messages.</summary>
    public void Register(IEnumerable<StoredEntity> entities, IEnumerable<(int Entity, IReadOnlyList<RuleRecord> Rules)> declared)
    {
        using var transaction = _writer.BeginTransaction();
        using var put = new SqliteStatement(
            _writer,
            "INSERT INTO entities VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET declared_rules = excluded.declared_rules",
            4);
        using var clear = new SqliteStatement(_writer, "DELETE FROM rules WHERE entity = ?1", 1);
        foreach (var entity in entities)
        {
            put.Run(transaction, entity.Entity, entity.Address, entity.LastSequenceNumber, entity.DeclaredRules);
        }

        foreach (var (entity, rules) in declared)
        {
            clear.Run(transaction, entity);
            foreach (var rule in rules)
            {
                Put(transaction, rule);
            }
        }

        transaction.Commit();
    }

    public void Commit(CommitBatch batch)
    {
        using var transaction = _writer.BeginTransaction();
        foreach (var change in batch.Messages.Values)
        {
            Apply(transaction, change);
        }

        foreach (var (entity, last) in batch.Sequences)
        {
            _advance.Run(transaction, entity, last);
        }

        foreach (var ((entity, session), state) in batch.SessionStates)
        {
            if (state is null)
            {
                _deleteSession.Run(transaction, entity, session);
            }
            else
            {
                _putSession.Run(transaction, entity, session, state);
            }
        }

        foreach (var ((entity, messageId), until) in batch.MessageIds)
        {
            if (until is null)
            {
                _deleteMessageId.Run(transaction, entity, messageId);
            }
            else
            {
                _putMessageId.Run(transaction, entity, messageId, StoredTime.From(until.Value));
            }
        }

        foreach (var ((entity, name), rule) in batch.Rules)
        {
            if (rule is null)
            {
                _deleteRule.Run(transaction, entity, name);
            }
            else
            {
                Put(transaction, rule);
            }
        }

        transaction.Commit();
    }

    public byte[] ReadBody(long messageId)
    {
        lock (_reading)
        {
            _readBody.Parameters[0].Value = messageId;
            return _readBody.ExecuteScalar() as byte[] ?? throw new InvalidOperationException($"message {messageId} is no longer stored");
        }
    }

    public void Dispose()
    {
        SqliteStatement[] statements =
        [
            _insert, _update, _updateBody, _delete, _advance, _putSession, _deleteSession,
            _putMessageId, _deleteMessageId, _putRule, _deleteRule,
        ];
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        _readBody.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _lock.Dispose();
    }

    private void Apply(SqliteTransaction transaction, MessageChange change)
    {
        switch (change)
        {
            case MessageChange.Insert(var it):
                _insert.Run(
                    transaction, it.Id, it.Entity, it.SequenceNumber, it.EnqueuedSequenceNumber, StoredTime.From(it.EnqueuedAt),
                    StoredTime.From(it.ExpiresAt), (int)Kept(it.State), it.DeliveryCount, it.DeadLetterSource, it.MessageId, it.SessionId,
                    it.Body!.Length, it.Body);
                break;
            case MessageChange.Update(var it):
                _update.Run(
                    transaction, it.Id, it.Entity, (int)Kept(it.State), it.DeliveryCount,
                    StoredTime.From(it.ExpiresAt), it.DeadLetterSource);
                if (it.Body is { } body)
                {
                    _updateBody.Run(transaction, it.Id, body.Length, body);
                }

                break;
            case MessageChange.Delete(var id):
                _delete.Run(transaction, id);
                break;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} cannot be stored");
        }
    }

    private void Put(SqliteTransaction transaction, RuleRecord rule) =>
        _putRule.Run(transaction, rule.Entity, rule.Name, StoredTime.From(rule.CreatedAt), rule.Filter);

    /// <summary>A lock ends with the broker: what is locked is kept as what it will be then.</summary>
    private static MessageState Kept(MessageState state) => state switch
    {
        MessageState.Locked => MessageState.Active,
        MessageState.DeferredLocked => MessageState.Deferred,
        _ => state,
    };

    private static FileStream Hold(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new BrokerStartException(
                $"the data directory '{directory}' is in use by another broker; stop it, or give this one a directory of its own",
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new BrokerStartException($"the data directory '{directory}' cannot be written to", exception);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
