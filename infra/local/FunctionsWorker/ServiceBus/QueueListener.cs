using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.HostJson;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>
/// Invokes a function with each message of an entity without sessions. The processor settles: success completes, an exception abandons.
/// </summary>
internal sealed class QueueListener : ITriggerListener, IAsyncDisposable
{
    private readonly ServiceBusProcessor _processor;

    public QueueListener(ServiceBusFunction function, ServiceBusSettings settings, ServiceBusClients clients, MessageInvoker invoker)
    {
        _processor = function.CreateProcessor(clients.For(function.Connection), OptionsOf(settings, function.CompletesMessages));
        _processor.ProcessMessageAsync += args =>
            invoker.InvokeAsync(function.Function, new MessageDelivery([args.Message], new ProcessorMessageActions(args), Session: null));
        _processor.ProcessErrorAsync += args => invoker.TellAsync(function.Function, args);
    }

    internal static ServiceBusProcessorOptions OptionsOf(ServiceBusSettings settings, bool completesMessages) => new()
    {
        AutoCompleteMessages = completesMessages,
        MaxConcurrentCalls = settings.MaxConcurrentCalls,
        MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        PrefetchCount = settings.PrefetchCount,
    };

    public Task StartAsync(CancellationToken cancellationToken) => _processor.StartProcessingAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _processor.StopProcessingAsync(cancellationToken);

    public ValueTask DisposeAsync() => _processor.DisposeAsync();
}
