using System.Diagnostics;
using DurableTask.Core;
using DurableTask.Core.Query;
using Integration.Local.DurableTask.Sqlite;

namespace Integration.Load.DurableTask;

/// <summary>Questions about many instances: what a page costs, and what it holds of memory, beside reading them all.</summary>
internal static class Queries
{
    private const int AtOnce = 5_000;
    private const int Rare = 1_000;

    public static async Task MeasureAsync(WorkFolder work, int instances)
    {
        await using var host = await Host.SqliteAsync(work.NewFile(), AtOnce);
        var service = host.Service;
        foreach (var numbers in Enumerable.Range(0, instances).Chunk(AtOnce))
        {
            await Task.WhenAll(numbers.Select(number => host.StartAsync(Id(number), Orchestrations.Wait, number)));
        }

        await TerminateAsync(service, Enumerable.Range(0, instances).Where(number => number % Rare == 0));
        Console.WriteLine($"{instances} instances, one in {Rare} terminated");
        await TimeAsync(service, "a page by status, of a common one", () => new OrchestrationQuery { RuntimeStatus = [OrchestrationStatus.Running] }, pages: 1);
        await TimeAsync(service, "a page by status, of a rare one", () => new OrchestrationQuery { RuntimeStatus = [OrchestrationStatus.Terminated] }, pages: 1);
        await TimeAsync(service, "a page by time", () => new OrchestrationQuery { CreatedTimeFrom = DateTime.UnixEpoch }, pages: 1);
        await TimeAsync(service, "a page by prefix", () => new OrchestrationQuery { InstanceIdPrefix = Id(instances - 1)[..^1] }, pages: 1);
        await TimeAsync(service, "all pages of all instances", () => new OrchestrationQuery { PageSize = 1_000 }, int.MaxValue);
        await TerminateAsync(service, Enumerable.Range(0, instances).Where(number => number % 2 == 0 && number % Rare != 0));
        var begin = Stopwatch.GetTimestamp();
        var purged = await service.PurgeInstanceStateAsync(new PurgeInstanceFilter(default, null, null));
        Console.WriteLine($"{"a purge of one in 2, the terminated",-36} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms {purged.DeletedInstanceCount,8} instances");
    }

    private static async Task TerminateAsync(SqliteOrchestrationService service, IEnumerable<int> numbers)
    {
        foreach (var some in numbers.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(number => service.ForceTerminateTaskOrchestrationAsync(Id(number), "stop")));
            await Task.WhenAll(some.Select(number => service.WaitForOrchestrationAsync(Id(number), null, Timeout.InfiniteTimeSpan, CancellationToken.None)));
        }
    }

    private static async Task TimeAsync(SqliteOrchestrationService service, string what, Func<OrchestrationQuery> query, int pages)
    {
        _ = await service.GetOrchestrationWithQueryAsync(query(), CancellationToken.None);
        var (begin, allocated, found, next) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), 0, query());
        do
        {
            var page = await service.GetOrchestrationWithQueryAsync(next, CancellationToken.None);
            (found, next.ContinuationToken) = (found + page.OrchestrationState.Count, page.ContinuationToken);
        }
        while (next.ContinuationToken is not null && --pages > 0);
        Console.WriteLine(
            $"{what,-36} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms {found,8} instances {(GC.GetTotalAllocatedBytes() - allocated) / 1000,8} kB allocated");
    }

    private static string Id(int number) => $"case-{number:000000}";
}
