using System.Diagnostics.CodeAnalysis;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Triggers;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>
/// Runs a timer's function, one run after the other: when it is due, and at the start where it was due while the host was down. An
/// occurrence that the stop of the host cuts short counts as missed, and so does one whose worker is lost: it runs again.
/// </summary>
internal sealed partial class TimerListener(
    TimerFunction timer, TimerStateStore store, IFunctionInvoker invoker, TimeProvider time, ILogger<TimerListener> logger)
    : ITriggerListener
{
    // A function that ends its worker each time must not do so for ever.
    private const int MostWorkers = 5;

    // Timers of the platform reach less far than schedules.
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1);

    private readonly ListenerStop _stop = new(time);
    private readonly bool _isMonitored = timer.IsMonitored && !timer.Schedule.IsFrequent(time.GetUtcNow().UtcDateTime);
    private Task _runs = Task.CompletedTask;

    private string Name => timer.Function.Name;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public Task StartAsync(CancellationToken cancellation)
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

    public Task StopAsync(CancellationToken cancellation) => _stop.StopAsync(() => _runs, cancellation);

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
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
        for (var now = Now; !state.IsDue(now) && !_stop.Stopping.IsCancellationRequested; now = Now)
        {
            var wait = state.Next - now;
            await Task.Delay(wait < _longestWait ? wait : _longestWait, time, _stop.Stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !_stop.Stopping.IsCancellationRequested;
    }

    private async Task<TimerState> RunOnceAsync(TimerState state, bool wasMissed)
    {
        var at = Now;
        if (!await EndsAsync(state, wasMissed))
        {
            return state;
        }

        state = TimerState.Ran(timer.Schedule, at);
        Keep(state);
        return state;
    }

    /// <returns>Whether it came to an end, good or bad: false where the stop of the host cut it short.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a run ends with, the schedule goes on; it is told.")]
    private async Task<bool> EndsAsync(TimerState state, bool wasMissed)
    {
        for (var workers = 1; ; workers++)
        {
            try
            {
                var isLate = wasMissed || workers > 1;
                await invoker.InvokeAsync(
                    timer.Function,
                    new FunctionInput(TimerParameter.Of(_isMonitored ? state : null, isLate, timer.Zone)),
                    _stop.Ending);
                return true;
            }
            catch (Exception error) when (
                _stop.Stopping.IsCancellationRequested && error is OperationCanceledException or WorkerLostException)
            {
                LogCutShort(Name);
                return false;
            }
            catch (WorkerLostException error) when (workers < MostWorkers)
            {
                LogLost(Name, error.Message);
            }
            catch (Exception error)
            {
                LogFailed(Name, error.Message);
                return true;
            }
        }
    }

    private void Keep(TimerState state)
    {
        if (_isMonitored)
        {
            store.Save(Name, state);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Function} is due at {Next:o}")]
    private partial void LogNext(string function, DateTime next);

    [LoggerMessage(LogLevel.Error, "{Function}: its run failed. {Reason}")]
    private partial void LogFailed(string function, string reason);

    [LoggerMessage(LogLevel.Warning, "{Function}: its run counts as missed and begins again: the worker was lost. {Reason}")]
    private partial void LogLost(string function, string reason);

    [LoggerMessage(LogLevel.Warning, "{Function}: its run counts as missed: the host stops")]
    private partial void LogCutShort(string function);
}
