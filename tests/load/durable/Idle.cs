namespace Integration.Load.DurableTask;

/// <summary>The processor time of an engine with orchestrations that wait for events and timers far ahead.</summary>
internal static class Idle
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    public static async Task MeasureAsync(WorkFolder work)
    {
        await using var host = await Orchestrations.HostAsync(work.NewFile());
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => host.Client.ScheduleNewOrchestrationInstanceAsync(Orchestrations.Wait, i)));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(Watched);
        var used = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine($"idle with 1,000 waiting: {used.TotalMilliseconds:0.0} ms of a core in {Watched.TotalSeconds:0} s: {used / Watched:0.000%}");
    }
}
