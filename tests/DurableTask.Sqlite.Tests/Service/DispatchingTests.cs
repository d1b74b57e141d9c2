using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

/// <summary>The official dispatchers run orchestrations on the store.</summary>
public sealed class DispatchingTests : StoreTest
{
    [Fact]
    public async Task An_orchestration_calls_activities_in_sequence()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, int>("Sum", async (context, count) =>
            {
                var sum = 0;
                for (var i = 1; i <= count; i++)
                {
                    sum = await context.CallActivityAsync<int>("Add", new[] { sum, i });
                }

                return sum;
            })
            .Activity<int[], int>("Add", (_, numbers) => Task.FromResult(numbers!.Sum()))
            .StartAsync();

        await StartAsync("s", "Sum", 5);

        var end = await EndAsync("s");
        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
        end.Output.ShouldBe("15");
    }

    [Fact]
    public async Task A_timer_fires_when_the_clock_says_so()
    {
        var due = Time.GetUtcNow().AddDays(2).UtcDateTime;
        await using var dispatching = await Dispatching()
            .Orchestration<string, string>("Wait", async (context, _) =>
            {
                context.SetCustomStatus("waiting");
                await context.CreateTimer(due, CancellationToken.None);
                return "late";
            })
            .StartAsync();
        await StartAsync("w", "Wait");
        await UntilAsync("w", state => state.Status == "\"waiting\"");

        Time.Advance(TimeSpan.FromDays(3));

        (await EndAsync("w")).Output.ShouldBe("\"late\"");
    }

    [Fact]
    public async Task A_child_answers_its_parent()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int, int>("Parent", async (context, depth) =>
                depth == 0 ? 1 : 1 + await context.CallSubOrchestratorAsync<int>("Parent", depth - 1))
            .StartAsync();

        await StartAsync("p", "Parent", 3);

        (await EndAsync("p")).Output.ShouldBe("4");
    }

    [Fact]
    public async Task A_hundred_events_amid_as_many_generations_are_not_lost()
    {
        await using var dispatching = await Dispatching()
            .Orchestration<int[], int>("Collect", async (context, taken) =>
            {
                var next = await context.WaitForExternalEvent<int>("number");
                var all = (int[])[.. taken!, next];
                if (all.Length < 100)
                {
                    context.ContinueAsNew(all, preserveUnprocessedEvents: true);
                    return 0;
                }

                return all.Distinct().Count();
            })
            .StartAsync();

        await StartAsync("c", "Collect", Array.Empty<int>());
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => RaiseAsync("c", "number", i)));

        (await EndAsync("c")).Output.ShouldBe("100");
    }

    [Fact]
    public async Task What_waits_goes_on_after_a_restart()
    {
        Dispatching Work() => Dispatching().Orchestration<string, string>(
            "Echo", async (context, _) => await context.WaitForExternalEvent<string>("word"));
        await using (await Work().StartAsync())
        {
            await StartAsync("e", "Echo");
        }

        await ReopenAsync();
        await using var dispatching = await Work().StartAsync();
        await RaiseAsync("e", "word", "hello");

        (await EndAsync("e")).Output.ShouldBe("\"hello\"");
    }
}
