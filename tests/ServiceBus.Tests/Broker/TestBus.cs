using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBusEmulator;

namespace Integration.Local.ServiceBus.Tests;

/// <summary>A broker of the test's own, and a client of it by way of a line that the test can cut.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly LoopbackProxy _line;
    private readonly TimeProvider _time;
    private readonly List<ServiceBusClient> _clients = [];
    private Broker? _broker;

    private TestBus(DirectoryInfo directory, Broker broker, TimeProvider time)
    {
        _directory = directory;
        _broker = broker;
        _time = time;
        _line = new LoopbackProxy(broker.Port);
        Client = NewClient();
    }

    public ServiceBusClient Client { get; }

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{_line.Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true";

    /// <summary>The port that the broker itself listens on.</summary>
    public int BrokerPort => _broker!.Port;

    /// <summary>How often clients have connected.</summary>
    public int Connections => _line.Accepted;

    public static async Task<TestBus> StartAsync(TimeProvider? time = null)
    {
        var directory = Directory.CreateTempSubdirectory("bus-");
        time ??= TimeProvider.System;
        return new TestBus(directory, await StartBrokerAsync(directory, time), time);
    }

    /// <summary>A client whose retries don't take the test's time.</summary>
    public ServiceBusClient NewClient(Action<ServiceBusClientOptions>? configure = null)
    {
        var options = new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                Mode = ServiceBusRetryMode.Fixed,
                Delay = TimeSpan.FromMilliseconds(20),
                MaxRetries = 100,
                TryTimeout = TimeSpan.FromSeconds(30),
            },
        };
        configure?.Invoke(options);
        var client = new ServiceBusClient(ConnectionString, options, _time);
        _clients.Add(client);
        return client;
    }

    /// <summary>Ends every connection without a word.</summary>
    public void Cut() => _line.Cut();

    public async Task StopBrokerAsync()
    {
        _line.Target = 0;
        await _broker!.DisposeAsync();
        _broker = null;
    }

    public async Task StartBrokerAsync()
    {
        _broker = await StartBrokerAsync(_directory, _time);
        _line.Target = _broker.Port;
    }

    public async Task SendAsync(string entity, params ServiceBusMessage[] messages)
    {
        await using var sender = Client.CreateSender(entity);
        await sender.SendMessagesAsync(messages, TestContext.Current.CancellationToken);
    }

    public async Task ShouldBeEmptyAsync(string entity)
    {
        await using var receiver = Client.CreateReceiver(entity);
        (await receiver.PeekMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        await _line.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static Task<Broker> StartBrokerAsync(DirectoryInfo directory, TimeProvider time) => Broker.StartAsync(
        new BrokerOptions
        {
            TopologyPath = Path.Combine(AppContext.BaseDirectory, "topology.json"),
            DataDirectory = directory.FullName,
            Port = 0,
        },
        time,
        ct: TestContext.Current.CancellationToken);
}
