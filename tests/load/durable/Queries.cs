using System.Diagnostics;
using Integration.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Load.DurableTask;

/// <summary>Questions about many instances: what a page costs, and what it holds of memory, beside reading them all.</summary>
internal static class Queries
{
    private const int AtOnce = 5_000;
    private const int Rare = 1_000;

    public static async Task MeasureAsync(WorkFolder work, int instances)
    {
        await using var host = await Orchestrations.HostAsync(work.NewFile());
        var client = host.Client;
        foreach (var numbers in Enumerable.Range(0, instances).Chunk(AtOnce))
        {
            await Task.WhenAll(numbers.Select(number => client.ScheduleNewOrchestrationInstanceAsync(Orchestrations.Wait, number, Options(number))));
            await Task.WhenAll(numbers.Select(number => client.WaitForInstanceStartAsync(Id(number))));
        }

        await TerminateAsync(client, Enumerable.Range(0, instances).Where(number => number % Rare == 0));

        Console.WriteLine($"{instances} instances, one in {Rare} terminated");
        await TimeAsync(client, "a page by status, of a common one", new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running]), pages: 1);
        await TimeAsync(client, "a page by status, of a rare one", new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Terminated]), pages: 1);
        await TimeAsync(client, "a page by time", new OrchestrationQuery(CreatedFrom: DateTimeOffset.UnixEpoch), pages: 1);
        await TimeAsync(client, "a page by prefix", new OrchestrationQuery(InstanceIdPrefix: Id(instances - 1)[..^1]), pages: 1);
        await TimeAsync(client, "a page by tag, of a rare one", new TaggedOrchestrationQuery { Tags = Options(0).Tags }, pages: 1);
        await TimeAsync(client, "all pages of all instances", new OrchestrationQuery(PageSize: 1_000), int.MaxValue);
        await TerminateAsync(client, Enumerable.Range(0, instances).Where(number => number % 2 == 0 && number % Rare != 0));
        Console.WriteLine("one in 2 terminated");
        await TimeIdsAsync(client, "a page of ids of the terminated", pages: 1);
        await TimeIdsAsync(client, "all pages of ids of the terminated", int.MaxValue);
        var begin = Stopwatch.GetTimestamp();
        var purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter());
        Console.WriteLine($"{"a purge of the terminated",-36} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms {purged.PurgedInstanceCount,8} instances");
    }

    private static async Task TerminateAsync(DurableTaskClient client, IEnumerable<int> numbers)
    {
        foreach (var some in numbers.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(number => client.TerminateInstanceAsync(Id(number))));
            await Task.WhenAll(some.Select(number => client.WaitForInstanceCompletionAsync(Id(number))));
        }
    }

    private static async Task TimeIdsAsync(DurableTaskClient client, string what, int pages)
    {
        var (begin, found, last) = (Stopwatch.GetTimestamp(), 0, (string?)null);
        do
        {
            var page = await client.ListInstanceIdsAsync(pageSize: 1_000, lastInstanceKey: last);
            (found, last) = (found + page.Values.Count, page.ContinuationToken);
        }
        while (last is not null && --pages > 0);
        Console.WriteLine($"{what,-36} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms {found,8} instances");
    }

    private static async Task TimeAsync(DurableTaskClient client, string what, OrchestrationQuery query, int pages)
    {
        await foreach (var _ in client.GetAllInstancesAsync(query).AsPages())
        {
            break;
        }

        var (begin, allocated, found) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), 0);
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages())
        {
            found += page.Values.Count;
            if (--pages == 0)
            {
                break;
            }
        }

        Console.WriteLine(
            $"{what,-36} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,8:0.0} ms {found,8} instances {(GC.GetTotalAllocatedBytes() - allocated) / 1000,8} kB allocated");
    }

    private static StartOrchestrationOptions Options(int number) =>
        new(Id(number)) { Tags = new Dictionary<string, string> { ["service"] = number % Rare == 0 ? "moving" : "newborn" } };

    private static string Id(int number) => $"case-{number:000000}";
}
