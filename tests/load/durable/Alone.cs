using System.Diagnostics;

namespace Integration.Load.DurableTask;

/// <summary>One orchestration at a time, so that each of its steps waits for the disk, beside what the disk alone takes.</summary>
internal static class Alone
{
    private const int Times = 300;

    public static async Task MeasureAsync(WorkFolder work, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var disk = new Percentiles(Syncs(work.NewFile()));
            await using var host = await Host.SqliteAsync(work.NewFile(), atOnce: 20);
            var took = new List<TimeSpan>();
            for (var i = 0; i < Times; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                await host.StartAsync($"{i}", Orchestrations.Sequence, i);
                await host.EndAsync($"{i}");
                took.Add(Stopwatch.GetElapsedTime(begin));
            }

            var alone = new Percentiles(took);
            Console.WriteLine(
                $"fsync p50 {disk.At(0.5):0.000} ms, p99 {disk.At(0.99):0.000} ms;"
                + $" an orchestration alone p50 {alone.At(0.5):0.000} ms, p99 {alone.At(0.99):0.000} ms: p50 {alone.At(0.5) / disk.At(0.5):0.0} times the fsync");
        }
    }

    /// <summary>What it takes to append a page to a file and to have it on the disk.</summary>
    private static IEnumerable<TimeSpan> Syncs(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        for (var i = 0; i < Times; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            yield return Stopwatch.GetElapsedTime(begin);
        }
    }
}
