using System.Diagnostics;
using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Load.DurableTask;

/// <summary>Many orchestrations at once, beside the floor: the same history written by SQLite alone.</summary>
internal static class Throughput
{
    public static async Task MeasureAsync(WorkFolder work, int instances, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            await MeasureAsync(work, Orchestrations.Sequence, instances);
            await MeasureAsync(work, Orchestrations.FanOut, instances);
        }
    }

    private static async Task MeasureAsync(WorkFolder work, string name, int instances)
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
        var floor = Floor.Write(work.NewFile(), rows, commits);
        Console.WriteLine(
            $"{name,-8} {instances / took.TotalSeconds,6:0} orchestrations/s, {events / took.TotalSeconds,7:0} events/s,"
            + $" p50 {latency.At(0.5),5:0} ms, p99 {latency.At(0.99),5:0} ms, {commits} commits;"
            + $" processor {processor.TotalMilliseconds * 1000 / instances:0} µs, {allocated / instances / 1000.0:0.0} kB allocated an orchestration, paused {paused / took:0%} of the time;"
            + $" floor {instances / floor.TotalSeconds:0}/s: {floor / took:0.0%} of it");
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
