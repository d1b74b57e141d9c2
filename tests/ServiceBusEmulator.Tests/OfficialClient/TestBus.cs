using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>A broker of the test's own, and an official client that reaches it by a line that the test can cut.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory;
    private readonly LoopbackProxy _line;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory? _loggers;
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<ServiceBusClient> _clients = [];
    private Broker? _broker;

    private TestBus(TemporaryDirectory directory, Broker broker, TimeProvider time, ILoggerFactory? loggers)
    {
        (_directory, _broker, _time, _loggers) = (directory, broker, time, loggers);
        _line = new LoopbackProxy(broker.Port);
        _end.CancelAfter(_limit);
        Client = NewClient();
    }

    public ServiceBusClient Client { get; }

    /// <summary>Ends with the test, and after a minute at the latest.</summary>
    public CancellationToken Ct => _end.Token;

    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{_line.Port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
        + "UseDevelopmentEmulator=true";

    /// <summary>The port that the broker itself listens on.</summary>
    public int BrokerPort => _broker!.Port;

    /// <summary>How often clients have connected.</summary>
    public int Connections => _line.Accepted;

    public static async Task<TestBus> StartAsync(TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        var directory = new TemporaryDirectory();
        time ??= TimeProvider.System;
        return new TestBus(directory, await StartBrokerAsync(directory, time, loggers), time, loggers);
    }

    /// <summary>A client whose retries don't take the test's time.</summary>
    public ServiceBusClient NewClient(Action<ServiceBusClientOptions>? configure = null)
    {
        var options = new ServiceBusClientOptions
        {
            RetryOptions = new ServiceBusRetryOptions
            {
                Mode = ServiceBusRetryMode.Fixed,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxRetries = 100,
                TryTimeout = TimeSpan.FromSeconds(20),
            },
        };
        configure?.Invoke(options);
        var client = new ServiceBusClient(ConnectionString, options);
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
        _broker = await StartBrokerAsync(_directory, _time, _loggers);
        _line.Target = _broker.Port;
    }

    public async Task SendAsync(string entity, params ServiceBusMessage[] messages)
    {
        await using var sender = Client.CreateSender(entity);
        await sender.SendMessagesAsync(messages, Ct);
    }

    /// <summary>What an entity holds, in whatever state.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(string entity, SubQueue subQueue = SubQueue.None)
    {
        await using var receiver = Client.CreateReceiver(entity, new ServiceBusReceiverOptions { SubQueue = subQueue });
        var found = new List<ServiceBusReceivedMessage>();
        while (await receiver.PeekMessagesAsync(1000, cancellationToken: Ct) is { Count: > 0 } more)
        {
            found.AddRange(more);
        }

        return found;
    }

    public async Task ShouldBeEmptyAsync(string entity) => (await PeekAsync(entity)).ShouldBeEmpty();

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
        _end.Dispose();
        _directory.Dispose();
    }

    private static Task<Broker> StartBrokerAsync(TemporaryDirectory directory, TimeProvider time, ILoggerFactory? loggers) =>
        Broker.StartAsync(
            new BrokerOptions
            {
                TopologyPath = Path.Combine(AppContext.BaseDirectory, "OfficialClient", "topology.json"),
                DataDirectory = directory.Path,
                Port = 0,
            },
            time,
            loggers,
            TestContext.Current.CancellationToken);
}
