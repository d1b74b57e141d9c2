using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Client;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Receives from one entity, and runs as many handlers at once as it may.</summary>
internal sealed class MessagePump(
    ClientContext context,
    string entityPath,
    ServiceBusProcessorOptions options,
    string identifier,
    ErrorReporter errors,
    Func<ProcessMessageEventArgs, Task> handler)
{
    /// <summary>How long to wait after a failure that trying again did not mend.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly MessageHandling _handling = new(errors, options.ReceiveMode, options.AutoCompleteMessages);

    /// <summary>Runs until it is cancelled, and until the handlers that run then have ended. Does not throw.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var receiver = new ServiceBusReceiver(context, entityPath, new ServiceBusReceiverOptions
        {
            ReceiveMode = options.ReceiveMode,
            PrefetchCount = options.PrefetchCount,
            SubQueue = options.SubQueue,
            Identifier = identifier,
        });
        var loops = Enumerable.Range(0, options.MaxConcurrentCalls).Select(_ => LoopAsync(receiver, stopping));
        await Task.WhenAll(loops).ConfigureAwait(false);
        try
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await errors.ReportAsync(exception, ServiceBusErrorSource.Receive, stopping).ConfigureAwait(false);
        }
    }

    private async Task LoopAsync(ServiceBusReceiver receiver, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await receiver.Inner.ReceiveAsync(1, Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(false) is [var message])
                {
                    await ProcessAsync(message, receiver, stopping).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                await errors.ReportAsync(exception, ServiceBusErrorSource.Receive, stopping).ConfigureAwait(false);
                await Task.Delay(Pause, context.Time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ProcessAsync(ServiceBusReceivedMessage message, ServiceBusReceiver receiver, CancellationToken stopping)
    {
        var args = new ProcessMessageEventArgs(message, receiver, identifier, stopping);
        using var handled = new CancellationTokenSource();
        var keeping = options.ReceiveMode == ServiceBusReceiveMode.PeekLock
            ? KeeperOf(args, receiver, stopping).RunAsync(handled.Token)
            : Task.CompletedTask;
        await _handling.RunAsync(message, receiver, () => handler(args), stopping).ConfigureAwait(false);
        await handled.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
    }

    private LockKeeper KeeperOf(ProcessMessageEventArgs args, ServiceBusReceiver receiver, CancellationToken stopping) => new()
    {
        Budget = options.MaxAutoLockRenewalDuration,
        LockedUntil = () => args.Message.LockedUntil,
        RenewAsync = ct => args.Message.IsSettled ? Task.CompletedTask : receiver.RenewMessageLockAsync(args.Message, ct),
        FailedAsync = exception => errors.ReportAsync(exception, ServiceBusErrorSource.RenewLock, stopping),
        LostAsync = exception => args.Message.IsSettled
            ? Task.CompletedTask
            : args.OnMessageLockLostAsync(new MessageLockLostEventArgs(args.Message, exception)),
        Time = context.Time,
    };
}
