using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.History;
using Integration.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>The engine: the store, the instances in memory, and the lanes on which their turns and activities run.</summary>
internal sealed partial class DurableEngine : ITurnEffects, IAsyncDisposable
{
    private readonly EngineServices _services;
    private readonly ILogger _logger;
    private readonly DurableStore _store;
    private readonly CommitQueue _commits;
    private readonly InstanceTable _table;
    private readonly WorkLane<InstanceSlot> _turns;
    private readonly ActivityRunner _activities;
    private readonly WakeQueue _wakes;
    private readonly StateWaiters _waiters = new();

    private DurableEngine(EngineServices services, DurableStore store, Action<Exception> onFault)
    {
        (_services, _store) = (services, store);
        _logger = services.Loggers.CreateLogger<DurableEngine>();
        _commits = new CommitQueue(store.OpenSession(), _logger, reason =>
        {
            _waiters.Fail(reason);
            onFault(reason);
        });
        _table = new InstanceTable(services.Options.MaxCachedInstances, slot => _turns!.Add(slot), () => _turns!.Resume());
        var runner = new TurnRunner(services, store, new InstanceLoader(services, store, this), _table, _commits, this);
        _turns = new WorkLane<InstanceSlot>(services.Options.MaxConcurrentOrchestrations, new TurnQueue(() => _table.StoreKeepsUp), slot =>
        {
            runner.Run(slot);
            return Task.CompletedTask;
        });
        _activities = new ActivityRunner(services, (call, outcome) =>
            _table.Post(call.InstanceId, Message.Event.Of(call, outcome)));
        _wakes = new WakeQueue(services.Time, id => _table.Post(id, Message.Wake.Up));
    }

    public TimeProvider Time => _services.Time;

    /// <summary>How many instances are in memory.</summary>
    public int InstancesInMemory => _table.Count;

    /// <summary>Opens the store and takes up what was under way.</summary>
    /// <param name="services">What the engine works with.</param>
    /// <param name="onFault">Called if the store fails; nothing is acknowledged from then on.</param>
    /// <exception cref="DurableStoreException">The store can't be used.</exception>
    public static DurableEngine Start(EngineServices services, Action<Exception> onFault)
    {
        var store = DurableStore.Open(services.Options.DatabasePath);
        try
        {
            Rehearsal.Run(services);
            var engine = new DurableEngine(services, store, onFault);
            store.Read(Rehearsal.Ask);
            engine.Recover();
            return engine;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Ends when what was under way at the start has been taken up; does not end when the engine stops before that.</summary>
    public Task Recovered { get; private set; } = Task.CompletedTask;

    public T Read<T>(Func<StoreReader, T> read) => _store.Read(read);

    public void Submit(IStoreCommand command) => _commits.Enqueue(command);

    public long NextSeq() => _store.NextSeq();

    public long NextMessage() => _store.NextMessage();

    /// <summary>Completes when the instance is durable.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="kept">The states in which an instance of that id stands in its way; null for an id that was made for it.</param>
    /// <exception cref="global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException">There is such an instance.</exception>
    public Task ScheduleAsync(InstanceRow row, IReadOnlySet<OrchestrationRuntimeStatus>? kept)
    {
        var commit = new ScheduleCommit(row, kept, this);
        _commits.Enqueue(commit);
        if (commit.BeginsAtOnce)
        {
            // What comes of its first turn is queued behind it, and the two wait for the disk together.
            _table.Post(row.Id, new Message.Begin(row));
        }

        return commit.Done;
    }

    /// <summary>Completes when the event is in the history, or dropped because nobody is there to receive it.</summary>
    public Task SendAsync(string instanceId, IncomingEvent item)
    {
        var receipt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _table.Post(instanceId, new Message.Event(item) { Receipt = receipt });
        return receipt.Task;
    }

    /// <summary>
    /// The status that an instance in memory will have when all that is queued is durable; null for an instance that is not in memory.
    /// Who awaited the next change before asking is told of every change that is still to come.
    /// </summary>
    public OrchestrationRuntimeStatus? Prospect(string instanceId) => _table.Prospect(instanceId);

    public StateWaiter Await(string instanceId, Func<OrchestrationRuntimeStatus, bool> wanted) => _waiters.Add(instanceId, wanted);

    public void CallActivity(ActivityCall call) => _activities.Add(call);

    public void Post(string instanceId, Message message) => _table.Post(instanceId, message);

    public void Wake(string instanceId, DateTime at) => _wakes.Add(instanceId, at);

    public void StatusChanged(InstanceChange change) => _waiters.Changed(change);

    public void CommitDone(InstanceSlot slot) => _table.CommitDone(slot);

    /// <summary>Ends when the turns and activities that run have ended, and what came of the turns is durable.</summary>
    public async ValueTask DisposeAsync()
    {
        _wakes.Dispose();
        await _activities.StopAsync().ConfigureAwait(false);
        await _turns.StopAsync().ConfigureAwait(false);
        _commits.Enqueue(new NoteCommit(store => store.Close()));
        _commits.Dispose();
        var stopped = new DurableStoreException("The durable task engine has stopped.");
        _table.Close(stopped);
        _waiters.Fail(stopped);
        _store.Dispose();
    }

    private void Recover()
    {
        var now = _services.Time.GetUtcNow().UtcDateTime;
        var (work, wakes) = _store.Read(reader => (UnfinishedWork.Read(reader, now), reader.Wakes()));
        LogStarted(_services.Options.DatabasePath, work.Instances.Count, wakes.Count);
        _wakes.AddRange(wakes.Where(wake => wake.At > now).Select(wake => (wake.Id, wake.At)));
        Recovered = new Recovery(_services, _table, _activities, _commits).RunAsync(work);
    }

    [LoggerMessage(LogLevel.Information, "Durable tasks from {Path}: {Unfinished} instances go on, {Wakes} wait for a time")]
    private partial void LogStarted(string path, int unfinished, int wakes);
}
