using Integration.Local.FunctionsHost.Apps;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Keeps one worker running: one that ends or hangs is replaced, with a pause that grows while they keep ending.</summary>
internal sealed partial class WorkerSupervisor(
    WorkerStarter starter, WorkerLimits limits, TimeProvider time, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private const int MostFailedStarts = 5;

    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longLife = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<RunningWorker> _ready = NotReady();
    private IReadOnlyList<HostedFunction> _functions = [];
    private Task _watching = Task.CompletedTask;
    private RunningWorker? _current;

    public WorkerState State { get; private set; } = WorkerState.Starting;

    /// <summary>How many workers have been started after the first.</summary>
    public int Restarts { get; private set; }

    /// <summary>The worker that runs; null where there is none just now.</summary>
    public RunningWorker? Current => _current;

    /// <summary>Completes, with the reason, when workers can't be started any more.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Starts the first worker.</summary>
    /// <param name="index">Makes of what the worker says the functions that are to be hosted.</param>
    /// <param name="cancellation">Stops the start; no worker is left then.</param>
    /// <exception cref="WorkerStartException">It does not start.</exception>
    /// <exception cref="HostStartException">Its functions can't be hosted.</exception>
    public async Task<IReadOnlyList<HostedFunction>> StartAsync(FunctionSelection index, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        var worker = await starter.StartAsync(async (worker, token) =>
        {
            _functions = index.Select(await worker.IndexAsync(token));
            await worker.LoadAsync(_functions, token);
        }, ending.Token);
        Serve(worker);
        _watching = WatchAsync(worker);
        return _functions;
    }

    /// <summary>The worker to run something in; waits for one that is on its way.</summary>
    /// <exception cref="WorkerLostException">There is none within the time that one waits, or never again.</exception>
    public ValueTask<RunningWorker> ReadyAsync(CancellationToken cancellation)
    {
        var ready = _ready.Task;
        return ready.IsCompletedSuccessfully ? new ValueTask<RunningWorker>(ready) : new ValueTask<RunningWorker>(WaitAsync(cancellation));
    }

    /// <summary>Ends the worker, by force where it takes longer than it may.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        State = WorkerState.Stopped;
        _ready.TrySetException(new WorkerLostException("The host stops."));
        if (_current is { } worker)
        {
            await worker.EndAsync(grace);
        }

        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _stopping.Dispose();
    }

    private static TaskCompletionSource<RunningWorker> NotReady()
    {
        var ready = new TaskCompletionSource<RunningWorker>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody may be waiting when the host stops.
        _ = ready.Task.ContinueWith(task => task.Exception, TaskContinuationOptions.OnlyOnFaulted);
        return ready;
    }

    private async Task<RunningWorker> WaitAsync(CancellationToken cancellation)
    {
        try
        {
            return await _ready.Task.WaitAsync(limits.Wait, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new WorkerLostException($"There was no worker within {limits.Wait}.");
        }
    }

    private void Serve(RunningWorker worker)
    {
        _current = worker;
        State = WorkerState.Running;
        _ready.TrySetResult(worker);
        worker.Channel.Breaking = () => Retire(worker);
        if (worker.Channel.Broken.IsCompleted)
        {
            Retire(worker);
        }
    }

    /// <summary>From here on, what wants to run waits for the next worker.</summary>
    private void Retire(RunningWorker worker)
    {
        if (Interlocked.CompareExchange(ref _current, null, worker) != worker)
        {
            return;
        }

        _ready = NotReady();
        if (_stopping.IsCancellationRequested)
        {
            _ready.TrySetException(new WorkerLostException("The host stops."));
        }
    }

    private async Task WatchAsync(RunningWorker worker)
    {
        for (var early = 0; ;)
        {
            var reason = await LiveAsync(worker);
            var age = worker.Age;
            starter.Forget(worker);
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            early = age < _longLife ? early + 1 : 0;
            LogEnded(worker.ProcessId, reason);
            if (await ReplaceAsync(early) is not { } next)
            {
                return;
            }

            worker = next;
        }
    }

    /// <summary>Lets a worker live until it ends or hangs.</summary>
    private async Task<string> LiveAsync(RunningWorker worker)
    {
        using var over = new CancellationTokenSource();
        var ended = worker.EndedAsync();
        var hung = HangsAsync(worker, over.Token);
        var first = await Task.WhenAny(ended, hung);
        await over.CancelAsync();

        Retire(worker);
        var reason = first == hung && await hung ? $"did not answer for {limits.Answer} and is ended." : null;
        if (reason is not null)
        {
            worker.Channel.Break(reason);
        }

        await worker.KillAsync();
        return reason ?? await ended;
    }

    /// <returns>True once it has not answered in time; false when nobody needs to know any more.</returns>
    private async Task<bool> HangsAsync(RunningWorker worker, CancellationToken over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(limits.Answer / 3, time, over);
                using var limit = new CancellationTokenSource(limits.Answer, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(over, limit.Token);
                try
                {
                    await worker.AnswerAsync(either.Token);
                }
                catch (OperationCanceledException) when (!over.IsCancellationRequested)
                {
                    return true;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WorkerLostException)
        {
            return false;
        }
    }

    private async Task<RunningWorker?> ReplaceAsync(int early)
    {
        State = WorkerState.Restarting;
        var reason = string.Empty;
        for (var failures = 0; failures < MostFailedStarts; failures++)
        {
            try
            {
                await Task.Delay(PauseBefore(early + failures), time, _stopping.Token);
                var next = await starter.StartAsync((worker, token) => worker.LoadAsync(_functions, token), _stopping.Token);
                Restarts++;
                Serve(next);
                LogReplaced(next.ProcessId);
                return next;
            }
            catch (WorkerStartException error)
            {
                reason = error.Message;
                LogNotStarted(failures + 1, MostFailedStarts, reason);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        State = WorkerState.Broken;
        _ready.TrySetException(new WorkerLostException($"No worker can be started any more. {reason}"));
        _broken.TrySetResult(reason);
        return null;
    }

    private static TimeSpan PauseBefore(int early)
    {
        var pause = early <= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, Math.Min(early - 2, 10)));
        return pause < _longestPause ? pause : _longestPause;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker (process {ProcessId}) {Reason} Another is started")]
    private partial void LogEnded(int processId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Another worker runs (process {ProcessId})")]
    private partial void LogReplaced(int processId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Start {Number} of {Most} failed: {Reason}")]
    private partial void LogNotStarted(int number, int most, string reason);
}
