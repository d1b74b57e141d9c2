namespace Integration.Local.DurableTask.Engine;

/// <summary>
/// Runs an orchestrator's code on one thread, turn by turn, and its continuations in a fixed order. A continuation that comes
/// from anywhere else shows that the code awaits something that is not in its history, and is refused.
/// </summary>
internal sealed class TurnScheduler(Action onStray) : TaskScheduler
{
    private const int NoThread = -1;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = new();
    private readonly Action _onStray = onStray;
    private volatile int _thread = NoThread;
    private volatile bool _strayed;
    private TurnContext? _context;
    private Action<object?>? _step;
    private object? _state;

    /// <summary>Whether the calling thread is running this instance's turn.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Whether the code has been continued by something other than its history.</summary>
    public bool Strayed => _strayed;

    /// <summary>Runs one step of the code and all that follows from it at once.</summary>
    public void Run(Action<object?> step, object? state)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context ??= new TurnContext(this));
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            // A task of this scheduler, so that ContinueWith and StartNew stay here too.
            (_step, _state) = (step, state);
            var task = new Task(static self => ((TurnScheduler)self!).RunStep(), this);
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = NoThread;
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Whether the calling thread is running this instance's turn; takes note if it is not.</summary>
    public bool Check()
    {
        if (!IsCurrent)
        {
            Stray();
        }

        return IsCurrent;
    }

    protected override void QueueTask(Task task) => Enqueue(state => TryExecuteTask((Task)state!), task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Enqueue(SendOrPostCallback callback, object? state)
    {
        if (IsCurrent)
        {
            _continuations.Enqueue((callback, state));
        }
        else
        {
            Stray();
        }
    }

    private void RunStep()
    {
        _step!(_state);
        while (_continuations.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    private void Stray()
    {
        _strayed = true;
        _onStray();
    }

    private sealed class TurnContext(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => scheduler.Enqueue(d, state);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (scheduler.IsCurrent)
            {
                d(state);
            }
            else
            {
                scheduler.Stray();
            }
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
