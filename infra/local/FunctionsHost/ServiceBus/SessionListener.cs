using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Triggers;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>
/// Invokes a function with each message of an entity with sessions: those of a session in order, several sessions at once.
/// </summary>
internal sealed class SessionListener : ITriggerListener
{
    private readonly ServiceBusSessionProcessor _processor;
    private readonly ListenerStop _stop;

    public SessionListener(
        ServiceBusFunction function,
        ServiceBusSettings settings,
        ServiceBusClients clients,
        MessageInvoker invoker,
        ReceiveErrors errors,
        TimeProvider time)
    {
        _stop = new ListenerStop(time);
        _processor = function.CreateSessionProcessor(clients.For(function.Connection), OptionsOf(settings));
        _processor.ProcessMessageAsync += async args =>
        {
            errors.Recover();
            var held = new HeldMessage(args.Message, new SessionProcessorMessageLock(args));
            await invoker.InvokeAsync(function, new MessageDelivery([held], new SessionProcessorLock(args)), _stop.Ending);
        };
        _processor.ProcessErrorAsync += errors.TellAsync;
    }

    // The invoker settles: the processor would complete whatever is left when its handler returns.
    internal static ServiceBusSessionProcessorOptions OptionsOf(ServiceBusSettings settings) => new()
    {
        AutoCompleteMessages = false,
        MaxConcurrentSessions = settings.MaxConcurrentSessions,
        MaxConcurrentCallsPerSession = settings.MaxConcurrentCallsPerSession,
        MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        PrefetchCount = settings.PrefetchCount,
        SessionIdleTimeout = settings.SessionIdleTimeout,
    };

    public Task StartAsync(CancellationToken cancellation) => _processor.StartProcessingAsync(cancellation);

    // A processor that has only stopped keeps its sessions.
    public Task StopAsync(CancellationToken cancellation) =>
        _stop.StopAsync(() => _processor.CloseAsync(CancellationToken.None), cancellation);

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await _processor.DisposeAsync();
    }
}
