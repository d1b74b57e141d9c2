using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Sqlite.Storage;

/// <summary>
/// The one writer. What is queued while a transaction is being made durable goes into the next one together, so that the cost of
/// the disk is shared; nothing waits for company, except for a moment what brings its own.
/// </summary>
internal sealed partial class CommitQueue : IDisposable
{
    private const int MaxGroup = 512;

    private static readonly TimeSpan PatienceForFollower = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly StoreSession _store;
    private readonly ILogger _logger;
    private readonly Action<Exception> _onFault;
    private readonly Thread _thread;
    private Queue<IStoreCommand> _queue = new();
    private Exception? _fault;
    private bool _closing;

    /// <param name="store">The writer's statements, which this owns.</param>
    /// <param name="logger">Told of a fault.</param>
    /// <param name="onFault">Called once, when the store has failed; from then on every command fails.</param>
    public CommitQueue(StoreSession store, ILogger logger, Action<Exception> onFault)
    {
        (_store, _logger, _onFault) = (store, logger, onFault);
        _thread = new Thread(Run) { IsBackground = true, Name = "durable task writer" };
        _thread.Start();
    }

    public void Enqueue(IStoreCommand command)
    {
        Exception? refusal;
        lock (_gate)
        {
            refusal = _fault ?? (_closing ? new DurableStoreException("the durable task store is being closed.") : null);
            if (refusal is null)
            {
                _queue.Enqueue(command);
                if (_queue.Count == 1)
                {
                    _signal.Release();
                }
            }
        }

        if (refusal is not null)
        {
            command.Failed(refusal);
        }
    }

    /// <summary>Commits what is queued, then ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            _closing = true;
            _signal.Release();
        }

        _thread.Join();
        _store.Dispose();
        _signal.Dispose();
    }

    private void Run()
    {
        var group = new List<IStoreCommand>();
        while (Take(group))
        {
            try
            {
                CommitGroup(group);
            }
            catch (Exception e)
            {
                Fault(StoreErrors.Explain(e, _store.Path), group);
            }

            group.Clear();
        }
    }

    private bool Take(List<IStoreCommand> group)
    {
        while (!TakeQueued(group))
        {
            _signal.Wait();
        }

        if (group.Count > 0 && group.TrueForAll(static command => command.IsFollowed))
        {
            while (!TakeQueued(group) && _signal.Wait(PatienceForFollower))
            {
            }
        }

        return group.Count > 0;
    }

    /// <summary>Whether there was anything, or never will be.</summary>
    private bool TakeQueued(List<IStoreCommand> group)
    {
        lock (_gate)
        {
            var any = _queue.Count > 0 || _closing;
            while (group.Count < MaxGroup && _queue.TryDequeue(out var command))
            {
                group.Add(command);
            }

            return any;
        }
    }

    private void CommitGroup(List<IStoreCommand> group)
    {
        _store.Begin();
        try
        {
            foreach (var command in group)
            {
                command.Apply(_store);
            }

            _store.Commit();
        }
        catch
        {
            TryRollback();
            throw;
        }

        StoreMetrics.Committed(group.Count);
        foreach (var command in group)
        {
            command.Committed();
        }
    }

    private void TryRollback()
    {
        try
        {
            _store.Rollback();
        }
        catch (SqliteException e)
        {
            // SQLite has rolled back by itself after most errors; the first error is the one that counts.
            LogRollback(e);
        }
    }

    private void Fault(Exception reason, List<IStoreCommand> group)
    {
        Queue<IStoreCommand> rest;
        lock (_gate)
        {
            _fault = reason;
            (rest, _queue) = (_queue, new Queue<IStoreCommand>());
        }

        LogFault(reason);
        foreach (var command in group.Concat(rest))
        {
            command.Failed(reason);
        }

        _onFault(reason);
    }

    [LoggerMessage(LogLevel.Critical, "The durable task store failed; nothing further is acknowledged")]
    private partial void LogFault(Exception reason);

    [LoggerMessage(LogLevel.Debug, "Rolling back after the failure failed too")]
    private partial void LogRollback(Exception reason);
}
