using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Client;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Accepts sessions of one entity, as many at once as it may, and has their messages processed.</summary>
internal sealed class SessionPump(
    ClientContext context, string entityPath, ServiceBusSessionProcessorOptions options, string identifier, SessionHandlers handlers)
{
    // Given sessions that all fit are held on to; others take turns.
    private readonly bool _keepsSessions = options.SessionIds.Count > 0 && options.SessionIds.Count <= options.MaxConcurrentSessions;
    private readonly SessionTurns _turns = new(options.SessionIds);

    /// <summary>Runs until it is cancelled, and until the handlers that run then have ended. Does not throw.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentSessions).Select(_ => LoopAsync(stopping)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && _turns.TryTake(out var sessionId))
        {
            try
            {
                if (await AcceptAsync(sessionId, stopping).ConfigureAwait(false) is { } receiver)
                {
                    var run = new SessionRun(context, receiver, options, identifier, handlers, _keepsSessions, stopping);
                    await run.RunAsync().ConfigureAwait(false);
                }
            }
            finally
            {
                _turns.GiveBack(sessionId);
            }
        }
    }

    /// <returns>Null: there was none to accept.</returns>
    private async Task<ServiceBusSessionReceiver?> AcceptAsync(string? sessionId, CancellationToken stopping)
    {
        var receiverOptions = new ServiceBusSessionReceiverOptions
        {
            ReceiveMode = options.ReceiveMode,
            PrefetchCount = options.PrefetchCount,
            Identifier = identifier,
        };
        try
        {
            return await ServiceBusSessionReceiver.AcceptAsync(context, entityPath, sessionId, receiverOptions, stopping)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            // No session had anything to process; that is no error.
            return null;
        }
        catch (Exception exception)
        {
            await handlers.Errors.ReportAsync(exception, ServiceBusErrorSource.AcceptSession, stopping).ConfigureAwait(false);
            await Task.Delay(MessagePump.Pause, context.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }
    }
}
