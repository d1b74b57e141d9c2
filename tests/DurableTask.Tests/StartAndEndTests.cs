using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

/// <summary>What callers are told of starts and ends, and when.</summary>
public sealed class StartAndEndTests : EngineTest
{
    [Theory]
    [InlineData("well")]
    [InlineData("badly")]
    public async Task Whoever_awaited_an_end_is_told_the_same_as_whoever_asks_afterwards(string how)
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<string, string>("End", async (context, input) =>
        {
            context.SetCustomStatus("waits");
            var how = await context.WaitForExternalEvent<string>("end");
            return how == "well" ? input : throw new InvalidOperationException(how);
        }));
        var options = new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["office"] = "north" } };
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("End", "input", options, Cancellation);
        await StartOf(id);
        var awaited = EndOf(id);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Client.RaiseEventAsync(id, "end", how, Cancellation);

        (await awaited).ShouldBeEquivalentTo(await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Cancellation));
    }

    [Fact]
    public async Task Whoever_waits_for_the_start_is_told_though_the_code_continues_as_new_at_once()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<bool>("Again", (context, isSecond) =>
        {
            if (isSecond)
            {
                return context.WaitForExternalEvent<string>("end");
            }

            context.ContinueAsNew(true);
            return Task.CompletedTask;
        }));
        var later = new StartOrchestrationOptions { StartAt = Clock.GetUtcNow().AddMinutes(1) };
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Again", false, later, Cancellation);
        var started = StartOf(id);

        Clock.Advance(TimeSpan.FromMinutes(1));

        (await started).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task A_start_is_acknowledged_however_long_its_code_takes_for_the_first_turn()
    {
        using var go = new ManualResetEventSlim();
        await StartAsync(tasks => tasks.AddOrchestratorFunc("Slow", _ => go.Wait(Patience)));

        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Slow", Cancellation).WaitAsync(Patience, Cancellation);

        (await Client.GetInstanceAsync(id, Cancellation)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        go.Set();
        (await EndOf(id)).ReadOutputAs<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_rush_of_starts_that_the_store_can_not_keep_up_with_comes_to_its_end()
    {
        await StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Double", (_, number) => 2 * number));

        var ends = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(number => RunAsync("Double", number)));

        ends.Sum(end => end.ReadOutputAs<int>()).ShouldBe(1_999 * 2_000);
    }
}
