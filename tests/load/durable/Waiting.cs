using System.Diagnostics;
using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite;

namespace Integration.Load.DurableTask;

/// <summary>Many orchestrations that wait for an event: what they hold of memory, how long a start takes, and how soon the first is answered.</summary>
internal static class Waiting
{
    private const int AtOnce = 5_000;
    private const int Answered = 200;

    public static async Task MeasureAsync(WorkFolder work, int instances)
    {
        var path = work.NewFile();
        await using (var host = await Host.SqliteAsync(path, AtOnce))
        {
            var begin = Stopwatch.GetTimestamp();
            foreach (var ids in Enumerable.Range(0, instances).Chunk(AtOnce))
            {
                await Task.WhenAll(ids.Select(id => host.StartAsync(Id(id), Orchestrations.Wait, id)));
                await BegunAsync(host, Id(ids[^1]));
            }

            Console.WriteLine($"{instances} started in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s; {Memory()}");
        }

        GC.Collect();
        Console.WriteLine($"stopped: {Memory()}");
        await StartAgainAsync(path, instances - Answered, "this process");
        StartElsewhere(path, instances);
    }

    /// <summary>Starts on a database that is there, and answers orchestrations from the given number downwards, one after the other.</summary>
    public static async Task StartAgainAsync(string path, int from, string where)
    {
        var begin = Stopwatch.GetTimestamp();
        await using var host = await Host.SqliteAsync(path, atOnce: 20);
        var started = Stopwatch.GetElapsedTime(begin);
        var memory = Memory();
        var answers = new List<TimeSpan>();
        for (var i = 1; i <= Answered; i++)
        {
            begin = Stopwatch.GetTimestamp();
            await host.RaiseAsync(Id(from - i), "go", i);
            await host.EndAsync(Id(from - i));
            answers.Add(Stopwatch.GetElapsedTime(begin));
        }

        Console.WriteLine(
            $"started again in {where} in {started.TotalMilliseconds:0} ms; {memory}; first event answered in {answers[0].TotalMilliseconds:0.0} ms,"
            + $" {answers.Count} of them p50 {new Percentiles(answers).At(0.5):0.0} ms, p99 {new Percentiles(answers).At(0.99):0.0} ms");
    }

    private static async Task BegunAsync(Host<SqliteOrchestrationService> host, string id)
    {
        while (await host.Service.GetOrchestrationStateAsync(id, null) is not { OrchestrationStatus: OrchestrationStatus.Running })
        {
            await Task.Delay(10);
        }
    }

    private static void StartElsewhere(string path, int instances)
    {
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start("dotnet", ["exec", typeof(Waiting).Assembly.Location, "started-again", path, $"{instances}"]);
        process.WaitForExit();
        Console.WriteLine($"that process lived {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms in all");
    }

    private static string Memory() => $"resident {Environment.WorkingSet / 1_000_000} MB, managed {GC.GetTotalMemory(false) / 1_000_000} MB";

    private static string Id(int number) => $"waiting-{number:000000}";
}
