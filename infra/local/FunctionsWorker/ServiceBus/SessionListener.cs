using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.HostJson;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>
/// Invokes a function with each message of an entity with sessions: those of a session in order, several sessions at once.
/// </summary>
internal sealed class SessionListener : ITriggerListener, IAsyncDisposable
{
    private readonly ServiceBusSessionProcessor _processor;

    public SessionListener(ServiceBusFunction function, ServiceBusSettings settings, ServiceBusClients clients, MessageInvoker invoker)
    {
        _processor = function.CreateSessionProcessor(clients.For(function.Connection), OptionsOf(settings, function.CompletesMessages));
        _processor.ProcessMessageAsync += args => invoker.InvokeAsync(
            function.Function,
            new MessageDelivery([args.Message], new SessionProcessorMessageActions(args), new SessionProcessorActions(args)));
        _processor.ProcessErrorAsync += args => invoker.TellAsync(function.Function, args);
    }

    internal static ServiceBusSessionProcessorOptions OptionsOf(ServiceBusSettings settings, bool completesMessages) => new()
    {
        AutoCompleteMessages = completesMessages,
        MaxConcurrentSessions = settings.MaxConcurrentSessions,
        MaxConcurrentCallsPerSession = settings.MaxConcurrentCallsPerSession,
        MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        PrefetchCount = settings.PrefetchCount,
        SessionIdleTimeout = settings.SessionIdleTimeout,
    };

    public Task StartAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _processor.StopProcessingAsync(cancellationToken);

    public ValueTask DisposeAsync() => _processor.DisposeAsync();
}
