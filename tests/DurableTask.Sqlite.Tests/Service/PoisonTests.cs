using System.Threading.Channels;
using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Crash;
using Integration.Local.DurableTask.Sqlite.Tests.Hosting;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Tests.Service;

/// <summary>What takes the process down again and again is found and set aside. "Deadly" runs until the process goes down.</summary>
public sealed class PoisonTests : IAsyncDisposable
{
    private const int MaxCrashes = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Channel<string> _runs = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _end = new();
    private readonly ManualResetEventSlim _endOfCode = new();
    private readonly CrashingHub _hub;
    private bool _mended;

    public PoisonTests() => _hub = new CrashingHub(Register, MaxCrashes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _end.SetResult();
        _endOfCode.Set();
        await _hub.DisposeAsync();
        _endOfCode.Dispose();
    }

    [Fact]
    public async Task An_activity_that_takes_the_process_down_is_set_aside_and_its_orchestration_goes_on_with_a_failure()
    {
        await _hub.StartAsync();
        var id = await ScheduleAsync("Catches");

        for (var crash = 1; crash <= MaxCrashes; crash++)
        {
            await RunOfAsync("Deadly");
            await _hub.CrashAsync();
        }

        var end = await EndOf(id);
        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Completed);
        end.Output.ShouldContain("was set aside: the process went down 5 times in sequence over it.");
        _runs.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_orchestration_whose_code_takes_the_process_down_is_set_aside_as_failed()
    {
        await _hub.StartAsync();
        var id = await ScheduleAsync("DeadlyCode", "go");

        for (var crash = 1; crash <= MaxCrashes; crash++)
        {
            await RunOfAsync("DeadlyCode");
            await _hub.CrashAsync();
        }

        var end = await EndOf(id);
        end.OrchestrationStatus.ShouldBe(OrchestrationStatus.Failed);
        end.FailureDetails.ErrorType.ShouldBe(typeof(PoisonTaskException).FullName);
        _runs.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Code_that_goes_down_over_an_activity_s_answer_is_blamed_itself_and_not_the_activity()
    {
        await _hub.StartAsync();
        var id = await ScheduleAsync("DeadlyAfterwards", "go");
        await RunOfAsync("Harmless");

        for (var crash = 1; crash <= MaxCrashes; crash++)
        {
            await RunOfAsync("DeadlyAfterwards");
            await _hub.CrashAsync();
        }

        (await EndOf(id)).FailureDetails.ErrorMessage.ShouldContain("over its code");
    }

    [Fact]
    public async Task What_ran_beside_it_is_not_set_aside()
    {
        await _hub.StartAsync();
        var deadly = await ScheduleAsync("Catches");
        await RunOfAsync("Deadly");
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ScheduleAsync("Slow")));
        await RunsOfAsync("Slow", others.Length, "Deadly", 0);

        await _hub.CrashAsync();
        await RunsOfAsync("Slow", others.Length, "Deadly", 1);
        _mended = true;
        for (var crash = 2; crash <= MaxCrashes; crash++)
        {
            await _hub.CrashAsync();
            if (crash < MaxCrashes)
            {
                await RunsOfAsync("Deadly", 1, "Slow", 0);
            }
        }

        (await EndOf(deadly)).Output.ShouldContain("set aside");
        foreach (var other in others)
        {
            (await EndOf(other)).Output.ShouldBe("\"done\"");
        }
    }

    [Fact]
    public async Task Crashes_are_forgotten_once_everything_was_taken_up()
    {
        await _hub.StartAsync();
        for (var crash = 1; crash <= MaxCrashes + 2; crash++)
        {
            _mended = false;
            var id = await ScheduleAsync("Slow");
            await RunOfAsync("Slow");
            _mended = true;
            await _hub.CrashAsync();
            (await EndOf(id)).Output.ShouldBe("\"done\"");
            await RunOfAsync("Slow");
            await _hub.Recovered.WaitAsync(Patience, Cancellation);
        }
    }

    [Fact]
    public async Task An_orchestration_that_failed_over_what_was_set_aside_can_be_rewound_when_that_is_mended()
    {
        await _hub.StartAsync();
        var id = await ScheduleAsync("Slow");
        for (var crash = 1; crash <= MaxCrashes; crash++)
        {
            await RunOfAsync("Slow");
            await _hub.CrashAsync();
        }

        (await EndOf(id)).OrchestrationStatus.ShouldBe(OrchestrationStatus.Failed);
        _mended = true;
        await _hub.Service.RewindTaskOrchestrationAsync(id, "mended");

        (await EndOf(id)).Output.ShouldBe("\"done\"");
    }

    private void Register(Dispatching dispatching) => dispatching
        .Activity<string, string>("Deadly", (_, _) => RunUntilTheEndAsync("Deadly"))
        .Activity<string, string>("Slow", (_, _) => _mended ? Said("Slow") : RunUntilTheEndAsync("Slow"))
        .Activity<string, string>("Harmless", (_, _) => Said("Harmless"))
        .Orchestration<string, string>("Slow", async (context, _) => await context.CallActivityAsync<string>("Slow"))
        .Orchestration<string, string>("Catches", async (context, _) =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Deadly", TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromSeconds(1))));
            }
            catch (TaskFailedException e)
            {
                return e.FailureDetails.ErrorMessage;
            }
        })
        .Orchestration<string, string>("DeadlyCode", (_, _) => Task.FromResult<string?>(Block("DeadlyCode")))
        .Orchestration<string, string>("DeadlyAfterwards", async (context, _) =>
        {
            await context.CallActivityAsync<string>("Harmless");
            return Block("DeadlyAfterwards");
        });

    private Task<string?> Said(string name)
    {
        _runs.Writer.TryWrite(name);
        return Task.FromResult<string?>("done");
    }

    private async Task<string?> RunUntilTheEndAsync(string name)
    {
        _runs.Writer.TryWrite(name);
        await _end.Task;
        return "late";
    }

    private string Block(string name)
    {
        _runs.Writer.TryWrite(name);
        _endOfCode.Wait(Cancellation);
        return "late";
    }

    private async Task<string> ScheduleAsync(string name, object? input = null)
    {
        var id = Guid.NewGuid().ToString("N");
        await _hub.Client.StartAsync(id, name, input);
        return id;
    }

    private Task<OrchestrationState> EndOf(string id) => _hub.Client.EndAsync(id, Cancellation).WaitAsync(Patience, Cancellation);

    private async Task RunOfAsync(string name) =>
        (await _runs.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation)).ShouldBe(name);

    /// <summary>Waits until one has run so often and the other at least so often, in whatever order.</summary>
    private async Task RunsOfAsync(string one, int times, string other, int atLeast)
    {
        while (times > 0 || atLeast > 0)
        {
            var run = await _runs.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            (run == one || run == other).ShouldBeTrue(run);
            (times, atLeast) = run == one ? (times - 1, atLeast) : (times, atLeast - 1);
        }
    }
}
