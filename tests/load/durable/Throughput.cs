using System.Diagnostics;
using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Load.DurableTask;

/// <summary>Many orchestrations at once, beside the floor: the same history written by SQLite alone.</summary>
internal static class Throughput
{
    private const int FloorRuns = 5;

    /// <param name="work">Where the databases are made.</param>
    /// <param name="names">The orchestrations.</param>
    /// <param name="instances">How many of each are started at once.</param>
    /// <param name="rounds">How often; the first is cold.</param>
    public static async Task MeasureAsync(WorkFolder work, IReadOnlyList<string> names, int instances, int rounds)
    {
        var shares = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var name in names)
            {
                shares[name].Add(await MeasureAsync(work, name, instances));
            }
        }

        foreach (var (name, share) in shares)
        {
            Console.WriteLine($"{name,-8} median of {rounds} rounds: {share.Order().ElementAt(rounds / 2):0.0%} of the floor");
        }
    }

    private static async Task<double> MeasureAsync(WorkFolder work, string name, int instances)
    {
        var path = work.NewFile();
        TimeSpan took;
        Percentiles latency;
        int commits;
        var (processor, allocated, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        await using (var host = await Orchestrations.HostAsync(path))
        {
            using var counter = new CommitCounter();
            var begin = Stopwatch.GetTimestamp();
            latency = new(await Task.WhenAll(Enumerable.Range(0, instances).Select(number => RunAsync(host.Client, name, number))));
            took = Stopwatch.GetElapsedTime(begin);
            commits = counter.Commits;
        }

        (processor, allocated) = (Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
        paused = GC.GetTotalPauseDuration() - paused;
        var rows = Floor.HistoryOf(path);
        var events = rows.Sum(row => (long)HistoryCodec.Decode(row.Events).Count);
        var floor = Enumerable.Range(0, FloorRuns).Select(_ => Floor.Write(work.NewFile(), rows, commits)).Order().ElementAt(FloorRuns / 2);
        Console.WriteLine(
            $"{name,-8} {instances / took.TotalSeconds,6:0} orchestrations/s, {events / took.TotalSeconds,7:0} events/s,"
            + $" p50 {latency.At(0.5),5:0} ms, p99 {latency.At(0.99),5:0} ms, {commits} commits;"
            + $" processor {processor.TotalMilliseconds * 1000 / instances:0} µs, {allocated / instances / 1000.0:0.0} kB allocated an orchestration, paused {paused / took:0%} of the time;"
            + $" floor {instances / floor.TotalSeconds:0}/s: {floor / took:0.0%} of it");
        return floor / took;
    }

    private static async Task<TimeSpan> RunAsync(DurableTaskClient client, TaskName name, int number)
    {
        var begin = Stopwatch.GetTimestamp();
        var id = await client.ScheduleNewOrchestrationInstanceAsync(name, number);
        var end = await client.WaitForInstanceCompletionAsync(id);
        return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? Stopwatch.GetElapsedTime(begin)
            : throw new InvalidOperationException($"'{id}' is {end.RuntimeStatus}: {end.FailureDetails}");
    }
}
