using System.Diagnostics;

namespace Integration.Load.DurableTask;

/// <summary>Orchestrations with long histories: what an event costs as they grow, and what a replay of all costs.</summary>
internal static class LongHistory
{
    // A call of an activity is two events.
    private static readonly int[] Calls = [500, 1_250, 2_500, 5_000];

    public static async Task MeasureAsync(WorkFolder work)
    {
        await RunAsync(work, Calls[0]);
        Console.WriteLine("events   grown in   per event   replayed in   per event");
        foreach (var calls in Calls)
        {
            var (grown, replayed) = await RunAsync(work, calls);
            Console.WriteLine(
                $"{calls * 2,6} {grown.TotalMilliseconds,8:0} ms {grown.TotalMicroseconds / calls / 2,8:0.0} µs"
                + $" {replayed.TotalMilliseconds,10:0.0} ms {replayed.TotalMicroseconds / calls / 2,8:0.00} µs");
        }
    }

    private static async Task<(TimeSpan Grown, TimeSpan Replayed)> RunAsync(WorkFolder work, int calls)
    {
        var grown = new TaskCompletionSource();
        var path = work.NewFile();
        TimeSpan growth;
        long begin;
        await using (var host = await Host.SqliteAsync(path, atOnce: 20, () => grown.TrySetResult()))
        {
            begin = Stopwatch.GetTimestamp();
            await host.StartAsync("long", Orchestrations.Long, calls);
            await grown.Task;
            growth = Stopwatch.GetElapsedTime(begin);
        }

        await using var again = await Host.SqliteAsync(path, atOnce: 20);
        begin = Stopwatch.GetTimestamp();
        await again.RaiseAsync("long", "go", 1);
        await again.EndAsync("long");
        return (growth, Stopwatch.GetElapsedTime(begin));
    }
}
