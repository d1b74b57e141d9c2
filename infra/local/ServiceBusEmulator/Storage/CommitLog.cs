using System.Threading.Channels;
using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Rules;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>
/// Collects changes while the store is busy with those before, and gives it all of them in its next commit. What waits for a
/// commit runs, in order, once it is on disk. If a commit fails the log stops for good: nothing more is acknowledged.
/// </summary>
internal sealed partial class CommitLog : IJournal, IAsyncDisposable
{
    private readonly object _sync = new();
    private readonly IMessageStore _store;
    private readonly long _bodyCacheSize;
    private readonly Action<Exception> _failed;
    private readonly ILogger<CommitLog> _logger;
    private readonly Channel<CommitBatch> _committedBatches =
        Channel.CreateUnbounded<CommitBatch>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _releasing;
    private CommitBatch _open = new(1);
    private CommitBatch? _committing;
    private long _committed;
    private long _lastMessageId;
    private long _residentBytes;
    private bool _stopping;

    public CommitLog(IMessageStore store, long lastMessageId, long bodyCacheSize, Action<Exception> failed, ILogger<CommitLog> logger)
    {
        _store = store;
        _lastMessageId = lastMessageId;
        _bodyCacheSize = bodyCacheSize;
        _failed = failed;
        _logger = logger;
        _releasing = Task.Run(ReleaseAsync);
        new Thread(Write) { IsBackground = true, Name = "service bus store" }.Start();
    }

    public long Ticket
    {
        get
        {
            lock (_sync)
            {
                return _open.IsEmpty ? _open.Ticket - 1 : _open.Ticket;
            }
        }
    }

    /// <summary>Runs an action once the commit is on disk: at once if it is, else on the log's own task.</summary>
    public void After(long ticket, Action action)
    {
        lock (_sync)
        {
            if (ticket > _committed)
            {
                (ticket == _open.Ticket ? _open : _committing ?? _open).Waiting.Add(action);
                return;
            }
        }

        action();
    }

    public bool IsCommitted(long ticket) => ticket <= Volatile.Read(ref _committed);

    public long NextMessageId() => Interlocked.Increment(ref _lastMessageId);

    public void Added(int entity, StoredMessage message)
    {
        lock (_sync)
        {
            _open.Add(message.Id, new MessageChange.Insert(Record(entity, message, message.Content.Bytes)));
            if (_residentBytes + message.Content.Size > _bodyCacheSize)
            {
                _open.Cold.Add((message.Content, message.Id));
            }
            else
            {
                _residentBytes += message.Content.Size;
                message.ResidentBytes = message.Content.Size;
            }

            Monitor.Pulse(_sync);
        }
    }

    public void Changed(int entity, StoredMessage message, bool contentChanged) =>
        Add(message.Id, new MessageChange.Update(Record(entity, message, contentChanged ? message.Content.Bytes : null)));

    public void Removed(int entity, StoredMessage message)
    {
        lock (_sync)
        {
            _residentBytes -= message.ResidentBytes;
            message.ResidentBytes = 0;
        }

        Add(message.Id, new MessageChange.Delete(message.Id));
    }

    public void SequenceAdvanced(int entity, long last) => Set(batch => batch.Sequences, entity, last);

    public void SessionStateChanged(int entity, string session, byte[]? state) =>
        Set(batch => batch.SessionStates, (entity, session), state);

    public void MessageIdSeen(int entity, string messageId, DateTime until) => Set(batch => batch.MessageIds, (entity, messageId), until);

    public void MessageIdForgotten(int entity, string messageId) => Set(batch => batch.MessageIds, (entity, messageId), (DateTime?)null);

    public void RuleAdded(int entity, SubscriptionRule rule) => Set(
        batch => batch.Rules, (entity, rule.Name), new RuleRecord(entity, rule.Name, rule.CreatedAt, RuleFilterCodec.Encode(rule.Filter)));

    public void RuleRemoved(int entity, string name) => Set(batch => batch.Rules, (entity, name), null);

    /// <summary>Writes what is left and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _stopping = true;
            Monitor.Pulse(_sync);
        }

        await _written.Task.ConfigureAwait(false);
        await _releasing.ConfigureAwait(false);
    }

    private static MessageRecord Record(int entity, StoredMessage message, byte[]? body) => new(
        message.Id,
        entity,
        message.SequenceNumber,
        message.EnqueuedSequenceNumber,
        message.EnqueuedAt,
        message.ExpiresAt,
        message.State,
        message.DeliveryCount,
        message.DeadLetterSource,
        message.Content.MessageId,
        message.Content.SessionId,
        body);

    private void Add(long messageId, MessageChange change)
    {
        lock (_sync)
        {
            _open.Add(messageId, change);
            Monitor.Pulse(_sync);
        }
    }

    private void Set<TKey, TValue>(Func<CommitBatch, Dictionary<TKey, TValue>> changes, TKey key, TValue value)
        where TKey : notnull
    {
        lock (_sync)
        {
            _open.Set(changes(_open), key, value);
            Monitor.Pulse(_sync);
        }
    }

    private void Write()
    {
        try
        {
            while (TakeBatch() is { } batch)
            {
                _store.Commit(batch);
                lock (_sync)
                {
                    _committed = batch.Ticket;
                    _committing = null;
                }

                _committedBatches.Writer.TryWrite(batch);
            }
        }
        catch (Exception exception)
        {
            LogCommitFailed(exception);
            _failed(exception);
        }
        finally
        {
            _committedBatches.Writer.Complete();
            _written.SetResult();
        }
    }

    private CommitBatch? TakeBatch()
    {
        lock (_sync)
        {
            while (_open.IsEmpty && !_stopping)
            {
                Monitor.Wait(_sync);
            }

            if (_open.IsEmpty)
            {
                return null;
            }

            _committing = _open;
            _open = new CommitBatch(_open.Ticket + 1);
            return _committing;
        }
    }

    private async Task ReleaseAsync()
    {
        await foreach (var batch in _committedBatches.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var (content, messageId) in batch.Cold)
            {
                content.Evict(() => _store.ReadBody(messageId));
            }

            foreach (var action in batch.Waiting)
            {
                Run(action);
            }
        }
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            LogReleaseFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The store failed; the broker stops, since it can no longer keep what it acknowledges")]
    private partial void LogCommitFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "What waited for a commit failed")]
    private partial void LogReleaseFailed(Exception exception);
}
