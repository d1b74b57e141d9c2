using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>Keeps a broker busy with messages of 1 KiB that are sent and received until it is disposed.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceBusProcessor _processor;
    private readonly Task _sending;

    private Load(ServiceBusClient client, string entity)
    {
        _processor = client.CreateProcessor(entity, new ServiceBusProcessorOptions { MaxConcurrentCalls = 16, PrefetchCount = 50 });
        _processor.ProcessMessageAsync += _ => Task.CompletedTask;
        _processor.ProcessErrorAsync += _ => Task.CompletedTask;
        _sending = SendAsync(client, entity);
    }

    public static Load On(TestBus bus, string entity) => new(bus.NewClient(), entity);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        await _processor.DisposeAsync();
        _stop.Dispose();
    }

    private async Task SendAsync(ServiceBusClient client, string entity)
    {
        await using var sender = client.CreateSender(entity);
        await _processor.StartProcessingAsync();
        while (!_stop.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sender.SendMessageAsync(new ServiceBusMessage(new byte[1024]))));
        }
    }
}
