using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Tests;

/// <summary>
/// What comes for an instance while the engine tries one after the other, since the process went down twice. "Long" is tried first, and runs
/// until the test lets it end.
/// </summary>
public sealed class RecoveryTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _runs = new();
    private readonly TaskCompletionSource _longMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _afterwardsMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _entered = new(0);
    private readonly ManualResetEventSlim _codeMayGoOn = new();
    private readonly CrashingEngine _engine;

    public RecoveryTests() => _engine = new CrashingEngine(Register, engine => engine.MaxCachedInstances = 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _longMayEnd.TrySetResult();
        _afterwardsMayEnd.TrySetResult();
        _codeMayGoOn.Set();
        await _engine.DisposeAsync();
        _codeMayGoOn.Dispose();
        _entered.Dispose();
    }

    [Fact]
    public async Task What_was_sent_before_the_process_went_down_comes_before_what_is_sent_afterwards()
    {
        await _engine.StartAsync();
        await ScheduleAsync("Long");
        await EnteredAsync();
        await ScheduleAsync("Collects");
        await EnteredAsync();
        await EndOf(await ScheduleAsync("Sends"));
        await CrashTwiceAsync();

        var raised = _engine.Client.RaiseEventAsync("Collects", "number", 3, Cancellation);
        _longMayEnd.SetResult();
        await raised.WaitAsync(Patience, Cancellation);

        (await EndOf("Collects")).ReadOutputAs<string>().ShouldBe("1 2 3");
    }

    [Fact]
    public async Task What_an_instance_calls_before_it_was_taken_up_is_called_once()
    {
        await _engine.StartAsync();
        await ScheduleAsync("Long");
        await EnteredAsync();
        await ScheduleAsync("Calls");
        await CrashTwiceAsync();

        var raised = _engine.Client.RaiseEventAsync("Calls", "go", "now", Cancellation);
        await LeaveMemoryToOthersAsync();
        _longMayEnd.SetResult();
        await raised.WaitAsync(Patience, Cancellation);
        await _engine.Recovered.WaitAsync(Patience, Cancellation);
        _afterwardsMayEnd.SetResult();

        (await EndOf("Calls")).ReadOutputAs<string>().ShouldBe("done");
        _runs.Count(run => run == "afterwards").ShouldBe(1);
    }

    private void Register(DurableTaskRegistry tasks)
    {
        tasks.AddActivityFunc<string, string>("Long", async (_, _) =>
        {
            _entered.Release();
            await _longMayEnd.Task;
            return "done";
        });
        tasks.AddActivityFunc<string, string>("Note", async (_, what) =>
        {
            _runs.Enqueue(what);
            await (what == "afterwards" ? _afterwardsMayEnd : _longMayEnd).Task;
            return "done";
        });
        tasks.AddOrchestratorFunc<string>("Long", context => context.CallActivityAsync<string>("Long"));
        tasks.AddOrchestratorFunc("Waits", context => context.WaitForExternalEvent<string>("nothing"));
        tasks.AddOrchestratorFunc("WaitsToo", context => context.WaitForExternalEvent<string>("nothing"));
        tasks.AddOrchestratorFunc("Sends", context =>
        {
            context.SendEvent("Collects", "number", 1);
            context.SendEvent("Collects", "number", 2);
            return Task.CompletedTask;
        });
        tasks.AddOrchestratorFunc<string>("Collects", async context =>
        {
            _entered.Release();
            _codeMayGoOn.Wait();
            var numbers = new List<int>();
            while (numbers.Count < 3)
            {
                numbers.Add(await context.WaitForExternalEvent<int>("number"));
            }

            return string.Join(' ', numbers);
        });
        tasks.AddOrchestratorFunc<string>("Calls", async context =>
        {
            var first = context.CallActivityAsync<string>("Note", "first");
            await context.WaitForExternalEvent<string>("go");
            await context.CallActivityAsync<string>("Note", "afterwards");
            return await first;
        });
    }

    /// <summary>The second crash comes before everything was taken up after the first.</summary>
    private async Task CrashTwiceAsync()
    {
        await _engine.CrashAsync();
        await _engine.CrashAsync();
        _codeMayGoOn.Set();
    }

    private async Task LeaveMemoryToOthersAsync()
    {
        foreach (var name in (string[])["Waits", "WaitsToo"])
        {
            await ScheduleAsync(name);
            await _engine.Client.WaitForInstanceStartAsync(name, Cancellation).WaitAsync(Patience, Cancellation);
        }
    }

    private Task<string> ScheduleAsync(string name) =>
        _engine.Client.ScheduleNewOrchestrationInstanceAsync(name, null, new StartOrchestrationOptions(name), Cancellation);

    private async Task EnteredAsync() => (await _entered.WaitAsync(Patience, Cancellation)).ShouldBeTrue();

    private async Task<OrchestrationMetadata> EndOf(string id) =>
        await _engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(Patience, Cancellation);
}
