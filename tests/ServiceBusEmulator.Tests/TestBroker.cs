namespace Integration.Local.ServiceBusEmulator.Tests;

/// <summary>A broker on a free port over a directory of its own, both gone with it.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private Broker _broker;

    private TestBroker(Broker broker, TemporaryDirectory directory, TimeProvider time) =>
        (_broker, Directory, _time) = (broker, directory, time);

    public TemporaryDirectory Directory { get; }

    public string ConnectionString => _broker.ConnectionString;

    public int Port => _broker.Port;

    public static string TopologyPath => Path.Combine(AppContext.BaseDirectory, "topology.json");

    public static async Task<TestBroker> StartAsync(TimeProvider? time = null)
    {
        var directory = new TemporaryDirectory();
        time ??= TimeProvider.System;
        return new TestBroker(await StartAsync(directory, time), directory, time);
    }

    public async Task RestartAsync()
    {
        await _broker.DisposeAsync();
        _broker = await StartAsync(Directory, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        Directory.Dispose();
    }

    private static Task<Broker> StartAsync(TemporaryDirectory directory, TimeProvider time) => Broker.StartAsync(
        new BrokerOptions { TopologyPath = TopologyPath, DataDirectory = directory.Path, Port = 0 },
        time,
        ct: TestContext.Current.CancellationToken);
}
