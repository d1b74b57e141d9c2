using DurableTask.Core;
using DurableTask.Core.Query;

namespace Integration.Load.DurableTask;

/// <summary>The processor time of dispatchers and a store with orchestrations that wait for events and timers far ahead.</summary>
internal static class Idle
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(WorkFolder work)
    {
        await using var host = await Host.SqliteAsync(work.NewFile(), atOnce: 20);
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => host.StartAsync($"{i}", Orchestrations.Wait, i)));
        var pending = new OrchestrationQuery { RuntimeStatus = [OrchestrationStatus.Pending], PageSize = 1 };
        while ((await host.Service.GetOrchestrationWithQueryAsync(pending, CancellationToken.None)).OrchestrationState.Count > 0)
        {
            await Task.Delay(100);
        }

        // What was run often is compiled anew in the background.
        await Task.Delay(TimeSpan.FromSeconds(5));
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(Watched);
        var used = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine($"idle with 1,000 waiting: {used.TotalMilliseconds:0.0} ms of a core in {Watched.TotalSeconds:0} s: {used / Watched:0.000%}");
    }
}
