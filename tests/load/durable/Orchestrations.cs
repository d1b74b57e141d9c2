using Integration.Local.DurableTask.Sqlite.Crash;

namespace Integration.Load.DurableTask;

/// <summary>What is run. The activity does nothing, so that dispatchers and store are all that is measured.</summary>
internal static class Orchestrations
{
    public const string Sequence = nameof(Sequence);
    public const string FanOut = nameof(FanOut);
    public const string Wait = nameof(Wait);
    public const string Long = nameof(Long);

    /// <summary>How many activities an orchestration calls.</summary>
    public const int Activities = 5;

    private const string Activity = "Echo";
    private const string Grown = nameof(Grown);

    /// <param name="dispatching">Gets them.</param>
    /// <param name="grown">Called when a long history has reached its length.</param>
    public static Dispatching Register(Dispatching dispatching, Action? grown) => dispatching
        .Activity<int, int>(Grown, (_, number) =>
        {
            grown?.Invoke();
            return Task.FromResult(number);
        })
        .Activity<int, int>(Activity, (_, number) => Task.FromResult(number))
        .Orchestration<int, int>(Sequence, async (context, number) =>
        {
            for (var i = 0; i < Activities; i++)
            {
                number = await context.CallActivityAsync<int>(Activity, number);
            }

            return number;
        })
        .Orchestration<int, int>(FanOut, async (context, number) =>
        {
            var calls = Enumerable.Range(0, Activities).Select(_ => context.CallActivityAsync<int>(Activity, number));
            return (await Task.WhenAll(calls)).Sum();
        })
        .Orchestration<int, int>(Wait, (context, _) => context.WaitForExternalEvent<int>("go"))
        .Orchestration<int, int>(Long, async (context, calls) =>
        {
            for (var i = 0; i < calls; i++)
            {
                await context.CallActivityAsync<int>(Activity, i);
            }

            await context.CallActivityAsync<int>(Grown, calls);
            return await context.WaitForExternalEvent<int>("go");
        });
}
