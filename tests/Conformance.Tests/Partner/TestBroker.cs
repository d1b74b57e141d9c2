using Integration.Local.ServiceBusEmulator;

namespace Integration.Conformance.Tests.Partner;

/// <summary>A broker with the network's own topology, on a free port over a directory that goes with it.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private Broker _broker;

    private TestBroker(Broker broker, DirectoryInfo directory) =>
        (_broker, _directory, Port, ConnectionString) = (broker, directory, broker.Port, broker.ConnectionString);

    public string ConnectionString { get; }

    private int Port { get; }

    public static async Task<TestBroker> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("partner-");
        return new TestBroker(await OpenAsync(directory, port: 0), directory);
    }

    /// <summary>Hangs up on everybody, and is not there any more.</summary>
    public ValueTask StopAsync() => _broker.DisposeAsync();

    /// <summary>Is there again, on the same port.</summary>
    public async Task StartAgainAsync() => _broker = await OpenAsync(_directory, Port);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Delete(recursive: true);
    }

    private static Task<Broker> OpenAsync(DirectoryInfo directory, int port) => Broker.StartAsync(
        new BrokerOptions
        {
            TopologyPath = Path.Combine(AppContext.BaseDirectory, "servicebus.json"),
            DataDirectory = directory.FullName,
            Port = port,
        },
        ct: TestContext.Current.CancellationToken);
}
