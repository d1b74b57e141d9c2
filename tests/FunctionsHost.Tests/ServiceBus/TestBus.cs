using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBusEmulator;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

/// <summary>A broker of its own for a test, and a client to it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private Broker _broker;

    private TestBus(Broker broker, DirectoryInfo data)
    {
        _broker = broker;
        _data = data;
        Client = new ServiceBusClient(broker.ConnectionString);
    }

    public ServiceBusClient Client { get; }

    public string ConnectionString => _broker.ConnectionString;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestBus> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("functions-host-bus-");
        return new TestBus(await BrokerAsync(data, port: 0), data);
    }

    /// <summary>Ends the broker and starts another over the same store and port.</summary>
    public async Task RestartAsync(Func<Task>? whileDown = null)
    {
        var port = _broker.Port;
        await _broker.DisposeAsync();
        if (whileDown is not null)
        {
            await whileDown();
        }

        _broker = await BrokerAsync(_data, port);
    }

    public async Task SendAsync(string entity, params ServiceBusMessage[] messages)
    {
        await using var sender = Client.CreateSender(entity);
        await sender.SendMessagesAsync(messages, Token);
    }

    public Task SendAsync(string entity, params string[] bodies) =>
        SendAsync(entity, [.. bodies.Select(body => new ServiceBusMessage(body))]);

    /// <summary>What is in a queue, locked or not.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(string queue, SubQueue part = SubQueue.None)
    {
        await using var receiver = Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = part });
        return await receiver.PeekMessagesAsync(100, cancellationToken: Token);
    }

    /// <summary>Waits until a queue has nothing in it.</summary>
    public async Task EmptiesAsync(string queue)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await PeekAsync(queue)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    public async Task<ServiceBusReceivedMessage> DeadLetterAsync(string queue)
    {
        await using var receiver = Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20), Token)).ShouldNotBeNull("no dead letter came");
    }

    /// <summary>Takes what a queue has, at once: null where all of it is locked, or there is none.</summary>
    public async Task<ServiceBusReceivedMessage?> TakeAsync(string queue)
    {
        await using var receiver = Client.CreateReceiver(
            queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        return await receiver.ReceiveMessageAsync(TimeSpan.FromMilliseconds(200), Token);
    }

    /// <summary>Waits for as long as a lock of the queue <c>clock</c> lasts; its duration is that of the queues named brief.</summary>
    public async Task LockDurationAsync()
    {
        await SendAsync("clock", "tick");
        await using var receiver = Client.CreateReceiver("clock");
        await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20), Token);
        var again = await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20), Token);
        await receiver.CompleteMessageAsync(again, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _broker.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static Task<Broker> BrokerAsync(DirectoryInfo data, int port) => Broker.StartAsync(
        new BrokerOptions
        {
            TopologyPath = Path.Combine(AppContext.BaseDirectory, "ServiceBus", "topology.json"),
            DataDirectory = data.FullName,
            Port = port,
        },
        ct: Token);
}
