using Integration.Local.ServiceBusEmulator.Storage;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// The one door to the entities: takes commands from any thread, one at a time, and wakes them when something is due.
/// Sleeps without a timer while nothing is.
/// </summary>
internal sealed class ServiceBusNamespace : IDisposable
{
    private readonly Lock _turn = new();
    private readonly EntityContext _context;
    private readonly CommitLog _log;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<Action> _afterTurn = [];
    private DateTime _timerAt = DateTime.MaxValue;

    public ServiceBusNamespace(EntityCatalogue entities, EntityContext context, CommitLog log, TimeProvider time)
    {
        Entities = entities;
        _context = context;
        _log = log;
        _time = time;
        _timer = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_turn)
        {
            SetTimer();
        }
    }

    public EntityCatalogue Entities { get; }

    /// <summary>Carries out a command.</summary>
    /// <returns>Its result, and the commit after which it may be told to anyone.</returns>
    public (T Result, long Ticket) Execute<T>(Func<T> command)
    {
        List<Action> afterTurn = [];
        try
        {
            lock (_turn)
            {
                try
                {
                    return (command(), _log.Ticket);
                }
                finally
                {
                    SetTimer();
                    afterTurn = TakeAfterTurn();
                }
            }
        }
        finally
        {
            afterTurn.ForEach(action => action());
        }
    }

    /// <summary>Carries out a command.</summary>
    /// <returns>The commit after which its success may be told to anyone.</returns>
    public long Execute(Action command) => Execute(() =>
    {
        command();
        return true;
    }).Ticket;

    /// <summary>Called within a command: runs an action when the command's turn is over.</summary>
    public void AfterTurn(Action action) => _afterTurn.Add(action);

    public bool IsCommitted(long ticket) => _log.IsCommitted(ticket);

    public void After(long ticket, Action action) => _log.After(ticket, action);

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        List<Action> afterTurn;
        lock (_turn)
        {
            _context.Awoke();
            _timerAt = DateTime.MaxValue;
            foreach (var queue in Entities.Queues)
            {
                queue.Sweep();
                _context.Wake(queue.NextDeadline);
            }

            SetTimer();
            afterTurn = TakeAfterTurn();
        }

        afterTurn.ForEach(action => action());
    }

    private List<Action> TakeAfterTurn()
    {
        var taken = _afterTurn;
        if (taken.Count > 0)
        {
            _afterTurn = [];
        }

        return taken;
    }

    private void SetTimer()
    {
        if (_context.WakeAt < _timerAt)
        {
            _timerAt = _context.WakeAt;
            var due = _timerAt - _time.GetUtcNow().UtcDateTime;
            // Rounded up: a timer that fires early would find nothing due.
            var wait = due <= TimeSpan.Zero
                ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(due.TotalMilliseconds), uint.MaxValue - 1d));
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
