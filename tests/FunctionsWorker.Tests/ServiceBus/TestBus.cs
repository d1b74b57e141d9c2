using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBusEmulator;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

/// <summary>A broker of its own for a test, a client to it, and hosts whose functions listen to it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly Broker _broker;
    private readonly DirectoryInfo _data;

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
        var data = Directory.CreateTempSubdirectory("functions-worker-bus-");
        var options = new BrokerOptions
        {
            TopologyPath = Path.Combine(AppContext.BaseDirectory, "topology.json"),
            DataDirectory = data.FullName,
            Port = 0,
        };
        return new TestBus(await Broker.StartAsync(options, ct: Token), data);
    }

    public Task<TestHost> HostAsync(Diary diary, params Type[] functions) => HostAsync(diary, _ => { }, functions);

    public Task<TestHost> HostAsync(
        Diary diary, Action<FunctionsApplicationBuilder> configure, params Type[] functions) => TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(diary);
                configure(builder);
            },
            [$"--AzureWebJobsServiceBus={ConnectionString}"],
            functions);

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

    public async Task<ServiceBusReceivedMessage> DeadLetterAsync(string queue)
    {
        await using var receiver = Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        return (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20), Token)).ShouldNotBeNull("no dead letter came");
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _broker.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
