using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Client;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>One session from its acceptance until it is idle, released, lost, or the processor stops.</summary>
internal sealed class SessionRun(
    ClientContext context,
    ServiceBusSessionReceiver receiver,
    ServiceBusSessionProcessorOptions options,
    string identifier,
    SessionHandlers handlers,
    bool keepsSession,
    CancellationToken stopping)
{
    private readonly ConcurrentDictionary<ProcessSessionMessageEventArgs, bool> _active = [];
    private readonly MessageHandling _handling = new(handlers.Errors, options.ReceiveMode, options.AutoCompleteMessages);

    /// <summary>Does not throw.</summary>
    public async Task RunAsync()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var left = new CancellationTokenSource();
        var keeping = NewKeeper(leaving).RunAsync(left.Token);
        if (await TryAsync(handlers.Initializing, ServiceBusErrorSource.AcceptSession).ConfigureAwait(false))
        {
            var calls = Enumerable.Range(0, options.MaxConcurrentCallsPerSession).Select(_ => LoopAsync(leaving));
            await Task.WhenAll(calls).ConfigureAwait(false);
        }

        await TryAsync(handlers.Closing, ServiceBusErrorSource.CloseSession).ConfigureAwait(false);
        await left.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
        await TryAsync(_ => receiver.DisposeAsync().AsTask(), ServiceBusErrorSource.CloseSession).ConfigureAwait(false);
    }

    private async Task LoopAsync(CancellationTokenSource leaving)
    {
        try
        {
            while (!leaving.IsCancellationRequested)
            {
                var wait = options.SessionIdleTimeout ?? context.Retrier.TryTimeout;
                var received = await receiver.Inner.ReceiveAsync(1, wait, leaving.Token).ConfigureAwait(false);
                if (received is [var message] ? await ProcessAsync(message).ConfigureAwait(false) : !keepsSession)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            await handlers.Errors.ReportAsync(exception, ServiceBusErrorSource.Receive, stopping).ConfigureAwait(false);
        }

        await leaving.CancelAsync().ConfigureAwait(false);
    }

    /// <returns>Whether the session is to be left.</returns>
    private async Task<bool> ProcessAsync(ServiceBusReceivedMessage message)
    {
        var args = new ProcessSessionMessageEventArgs(message, receiver, identifier, stopping);
        _active[args] = true;
        try
        {
            var failure = await _handling.RunAsync(message, receiver, () => handlers.Message(args), stopping).ConfigureAwait(false);
            return args.IsReleased || failure is ServiceBusException { Reason: ServiceBusFailureReason.SessionLockLost };
        }
        finally
        {
            _active.TryRemove(args, out _);
        }
    }

    private async Task<bool> TryAsync(Func<ProcessSessionEventArgs, Task> step, ServiceBusErrorSource source)
    {
        try
        {
            var args = new ProcessSessionEventArgs(receiver, identifier, stopping);
            await step(args).ConfigureAwait(false);
            return !args.IsReleased;
        }
        catch (Exception exception)
        {
            await handlers.Errors.ReportAsync(exception, source, stopping).ConfigureAwait(false);
            return false;
        }
    }

    private LockKeeper NewKeeper(CancellationTokenSource leaving) => new()
    {
        Budget = options.MaxAutoLockRenewalDuration,
        LockedUntil = () => receiver.SessionLockedUntil,
        RenewAsync = receiver.RenewSessionLockAsync,
        FailedAsync = exception => handlers.Errors.ReportAsync(exception, ServiceBusErrorSource.RenewLock, stopping),
        LostAsync = async exception =>
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_active.Keys.Select(args => args.OnSessionLockLostAsync(
                new SessionLockLostEventArgs(args.Message, receiver.SessionLockedUntil, exception)))).ConfigureAwait(false);
        },
        Time = context.Time,
    };
}
