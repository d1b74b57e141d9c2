using System.Diagnostics;

namespace Integration.Load.Broker;

/// <summary>What the broker takes while nobody asks anything of it.</summary>
internal static class Idle
{
    public static async Task MeasureAsync(BrokerProcess broker, TimeSpan time)
    {
        var (before, begin) = (broker.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(time);
        var share = (broker.ProcessorTime - before) / Stopwatch.GetElapsedTime(begin);
        Console.WriteLine($"idle: {share:P2} of a core, {broker.Memory} MB resident");
    }
}
