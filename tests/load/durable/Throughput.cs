using System.Diagnostics;
using DurableTask.Core;

namespace Integration.Load.DurableTask;

/// <summary>Many orchestrations at once, on the store and, in turn with it, on the official in-memory service.</summary>
internal static class Throughput
{
    /// <param name="work">Where the databases are made.</param>
    /// <param name="names">The orchestrations.</param>
    /// <param name="instances">How many of each are started at once.</param>
    /// <param name="atOnce">The most work items at once on the store.</param>
    /// <param name="rounds">How often; the first is cold.</param>
    public static async Task MeasureAsync(WorkFolder work, IReadOnlyList<string> names, int instances, int atOnce, int rounds)
    {
        var shares = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var name in names)
            {
                await using var memory = await Host.InMemoryAsync();
                var official = await MeasureAsync(memory, "in-memory", name, instances);
                using var counter = new CommitCounter();
                await using var sqlite = await Host.SqliteAsync(work.NewFile(), atOnce);
                var ours = await MeasureAsync(sqlite, "sqlite", name, instances);
                shares[name].Add(official / ours);
                Console.WriteLine($"{name,-8} sqlite made {counter.Commits} commits; {official / ours:0%} of the in-memory rate");
            }
        }

        foreach (var (name, share) in shares)
        {
            Console.WriteLine($"{name,-8} median of {rounds} rounds: {share.Order().ElementAt(rounds / 2):0%} of the in-memory rate");
        }
    }

    private static async Task<TimeSpan> MeasureAsync<T>(Host<T> host, string what, string name, int instances)
        where T : IOrchestrationService, IOrchestrationServiceClient
    {
        var (processor, allocated, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var begin = Stopwatch.GetTimestamp();
        var latency = new Percentiles(await Task.WhenAll(Enumerable.Range(0, instances).Select(number => RunAsync(host, name, number))));
        var took = Stopwatch.GetElapsedTime(begin);
        (processor, allocated) = (Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
        Console.WriteLine(
            $"{name,-8} {what,-9} {instances / took.TotalSeconds,6:0} orchestrations/s, p50 {latency.At(0.5),5:0} ms, p99 {latency.At(0.99),5:0} ms;"
            + $" processor {processor.TotalMicroseconds / instances,5:0} µs, {allocated / instances / 1000.0,4:0} kB allocated an orchestration,"
            + $" paused {(GC.GetTotalPauseDuration() - paused) / took:0%} of the time");
        return took;
    }

    private static async Task<TimeSpan> RunAsync<T>(Host<T> host, string name, int number)
        where T : IOrchestrationService, IOrchestrationServiceClient
    {
        var begin = Stopwatch.GetTimestamp();
        var id = $"{name}-{number}";
        await host.StartAsync(id, name, number);
        await host.EndAsync(id);
        return Stopwatch.GetElapsedTime(begin);
    }
}
