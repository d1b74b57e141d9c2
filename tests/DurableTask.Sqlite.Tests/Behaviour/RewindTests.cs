using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Sqlite.Tests.Behaviour;

/// <summary>A failed instance is taken back to before it failed: what failed is done again, what succeeded is not.</summary>
public sealed class RewindTests : BehaviourTest
{
    private readonly ConcurrentQueue<string> _calls = new();
    private bool _repaired;

    [Fact]
    public async Task What_failed_is_done_again_and_what_succeeded_is_not()
    {
        await StartFailingAsync();
        var id = (await RunAsync("Case", "one")).InstanceId;
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);

        _repaired = true;
        await Client.RewindInstanceAsync(id, "repaired", Cancellation);

        var end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<string>().ShouldBe("prepared one, paid one");
        end.FailureDetails.ShouldBeNull();
        _calls.ShouldBe(["prepare one", "pay one", "pay one"]);
    }

    [Fact]
    public async Task A_failed_child_is_rewound_with_its_parent()
    {
        await StartFailingAsync();
        var id = (await RunAsync("Parent", "two")).InstanceId;
        (await Get(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);

        _repaired = true;
        await Client.RewindInstanceAsync(id, "repaired", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("prepared two, paid two");
        (await Get("child of two")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        _calls.ShouldBe(["prepare two", "pay two", "pay two"]);
    }

    [Fact]
    public async Task Of_many_calls_those_that_failed_are_done_again()
    {
        await StartFailingAsync();
        var id = (await RunAsync("Many", 5)).InstanceId;

        _repaired = true;
        await Client.RewindInstanceAsync(id, "repaired", Cancellation);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(5);
        _calls.GroupBy(call => call).Select(calls => (calls.Key, calls.Count())).ShouldBe(
            [("number 0", 1), ("number 1", 2), ("number 2", 1), ("number 3", 2), ("number 4", 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task It_can_fail_and_be_rewound_again()
    {
        await StartFailingAsync();
        var id = (await RunAsync("Case", "three")).InstanceId;
        await Client.RewindInstanceAsync(id, "not yet repaired", Cancellation);
        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);

        _repaired = true;
        await Client.RewindInstanceAsync(id, "repaired", Cancellation);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("prepared three, paid three");
    }

    [Fact]
    public async Task Only_what_has_failed_is_rewound()
    {
        await StartFailingAsync();
        _repaired = true;
        var id = (await RunAsync("Case", "four")).InstanceId;

        await Should.ThrowAsync<InvalidOperationException>(() => Client.RewindInstanceAsync(id, "why not", Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Client.RewindInstanceAsync("nobody", "why not", Cancellation));
    }

    private Task StartFailingAsync() => StartAsync(tasks => tasks
        .AddOrchestratorFunc<string, string>("Parent", (context, text) => context.CallSubOrchestratorAsync<string>(
            "Case", text, new SubOrchestrationOptions(instanceId: $"child of {text}")))
        .AddOrchestratorFunc<string, string>("Case", async (context, text) =>
            $"{await context.CallActivityAsync<string>("Prepare", text)}, {await context.CallActivityAsync<string>("Pay", text)}")
        .AddOrchestratorFunc<int, int>("Many", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(number => context.CallActivityAsync<int>("Number", number)))).Sum())
        .AddActivityFunc<string, string>("Prepare", (_, text) =>
        {
            _calls.Enqueue($"prepare {text}");
            return $"prepared {text}";
        })
        .AddActivityFunc<string, string>("Pay", (_, text) =>
        {
            _calls.Enqueue($"pay {text}");
            return Volatile.Read(ref _repaired) ? $"paid {text}" : throw new InvalidOperationException("No money");
        })
        .AddActivityFunc<int, int>("Number", (_, number) =>
        {
            _calls.Enqueue($"number {number}");
            return number % 2 == 0 || Volatile.Read(ref _repaired) ? 1 : throw new InvalidOperationException("Odd");
        }));
}
