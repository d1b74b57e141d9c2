using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Settling;
using Integration.Local.FunctionsHost.Triggers;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Invokes a function with each message of an entity without sessions.</summary>
internal sealed class QueueListener : ITriggerListener
{
    private readonly ServiceBusProcessor _processor;
    private readonly ListenerStop _stop;

    public QueueListener(
        ServiceBusFunction function,
        ServiceBusSettings settings,
        ServiceBusClients clients,
        MessageInvoker invoker,
        ReceiveErrors errors,
        TimeProvider time)
    {
        _stop = new ListenerStop(time);
        _processor = function.CreateProcessor(clients.For(function.Connection), OptionsOf(settings));
        _processor.ProcessMessageAsync += async args =>
        {
            errors.Recover();
            var held = new HeldMessage(args.Message, new ProcessorMessageLock(args));
            await invoker.InvokeAsync(function, new MessageDelivery([held], Session: null), _stop.Ending);
        };
        _processor.ProcessErrorAsync += errors.TellAsync;
    }

    // The invoker settles: the processor would complete whatever is left when its handler returns.
    internal static ServiceBusProcessorOptions OptionsOf(ServiceBusSettings settings) => new()
    {
        AutoCompleteMessages = false,
        MaxConcurrentCalls = settings.MaxConcurrentCalls,
        MaxAutoLockRenewalDuration = settings.MaxAutoLockRenewalDuration,
        PrefetchCount = settings.PrefetchCount,
    };

    public Task StartAsync(CancellationToken cancellation) => _processor.StartProcessingAsync(cancellation);

    // A processor that has only stopped keeps its messages that it fetched ahead.
    public Task StopAsync(CancellationToken cancellation) =>
        _stop.StopAsync(() => _processor.CloseAsync(CancellationToken.None), cancellation);

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await _processor.DisposeAsync();
    }
}
