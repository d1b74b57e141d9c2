using Integration.Load.Broker;

// Measures the broker in a process of its own: at rest, and with messages of 1 KiB sent and received by the official client.
var work = Directory.CreateTempSubdirectory("broker-load-");
try
{
    using var broker = await BrokerProcess.StartAsync(Path.Combine(work.FullName, "bus"));
    await Idle.MeasureAsync(broker, TimeSpan.FromSeconds(10));
    for (var round = 1; round <= 3; round++)
    {
        var floor = Floor.Measure(Path.Combine(work.FullName, $"floor-{round}.db"), Throughput.Messages);
        await Throughput.MeasureAsync(broker, round, floor);
    }

    await Idle.MeasureAsync(broker, TimeSpan.FromSeconds(10));
}
finally
{
    work.Delete(recursive: true);
}
