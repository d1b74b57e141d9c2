using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Timers;

/// <summary>
/// Runs a timer's function, one run after the other: when it is due, and at the start where it was due while the host was down. An
/// occurrence that the host's stop cuts short counts as missed.
/// </summary>
internal sealed partial class TimerListener(
    TimerFunction timer,
    TimerStateStore store,
    FunctionInvoker invoker,
    IServiceScopeFactory scopes,
    InvocationLifetime lifetime,
    TimeProvider time,
    ILogger<TimerListener> logger) : ITriggerListener, IDisposable
{
    // Timers of the platform reach less far than schedules.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly bool _isMonitored = timer.IsMonitored && !timer.Schedule.IsFrequent(time.GetUtcNow().UtcDateTime);
    private Task _runs = Task.CompletedTask;

    private string Name => timer.Function.Name;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var stored = _isMonitored ? store.Load(Name) : null;
        var state = stored?.Resume(timer.Schedule, now) ?? TimerState.New(timer.Schedule, now);
        if (state != stored)
        {
            Keep(state);
        }

        LogNext(Name, state.Next);
        _runs = Task.Run(() => RunAsync(state, wasMissed: state.IsDue(now)), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _runs.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(TimerState state, bool wasMissed)
    {
        if (wasMissed || timer.RunsOnStartup)
        {
            state = await RunOnceAsync(state, wasMissed);
        }

        while (await DueAsync(state))
        {
            state = await RunOnceAsync(state, wasMissed: false);
        }
    }

    private async Task<bool> DueAsync(TimerState state)
    {
        for (var now = Now; !state.IsDue(now); now = Now)
        {
            var wait = state.Next - now;
            if (!await PauseAsync(wait < LongestWait ? wait : LongestWait))
            {
                return false;
            }
        }

        return !_stopping.IsCancellationRequested;
    }

    private async Task<TimerState> RunOnceAsync(TimerState state, bool wasMissed)
    {
        var at = Now;
        var info = new TimerInfo { IsPastDue = wasMissed, ScheduleStatus = _isMonitored ? state.ToStatus() : null };
        if (!await InvokeAsync(info))
        {
            return state;
        }

        state = TimerState.Ran(timer.Schedule, at);
        Keep(state);
        return state;
    }

    /// <returns>Whether it came to an end, good or bad: false where the host's stop cut it short.</returns>
    private async Task<bool> InvokeAsync(TimerInfo info)
    {
        for (var failures = 0; ; failures++)
        {
            await using var context = new LocalFunctionContext(timer.Function, scopes, lifetime.Ending)
            {
                Retry = failures,
                MaxRetries = timer.Retry.MaxRetries,
            };
            context.Features.Set(info);
            try
            {
                await invoker.InvokeAsync(context);
                return true;
            }
            catch (OperationCanceledException) when (lifetime.Ending.IsCancellationRequested)
            {
                LogInterrupted(Name, context.InvocationId);
                return false;
            }
            catch (Exception error)
            {
                LogFailed(Name, context.InvocationId, error);
            }

            if (timer.Retry.PauseAfter(failures + 1) is not { } pause)
            {
                return true;
            }

            if (!await PauseAsync(pause))
            {
                return false;
            }
        }
    }

    /// <returns>Whether the time has passed: false where the host stops.</returns>
    private async Task<bool> PauseAsync(TimeSpan length)
    {
        await Task.Delay(length, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stopping.IsCancellationRequested;
    }

    private void Keep(TimerState state)
    {
        if (!_isMonitored)
        {
            return;
        }

        try
        {
            store.Save(Name, state);
        }
        catch (IOException error)
        {
            LogNotKept(Name, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Function} is due at {Next:o}")]
    private partial void LogNext(string function, DateTime next);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} ({InvocationId}) failed")]
    private partial void LogFailed(string function, string invocationId, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} ({InvocationId}) was cut short: the host stops")]
    private partial void LogInterrupted(string function, string invocationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The state of {Function} cannot be kept; after a restart it may run once too often")]
    private partial void LogNotKept(string function, Exception error);
}
