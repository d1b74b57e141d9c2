using Integration.Local.DurableTask.Testing;
using Microsoft.DurableTask;

namespace Integration.Load.DurableTask;

/// <summary>What is run. The activity does nothing, so that the engine is all that is measured.</summary>
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

    /// <param name="path">The database.</param>
    /// <param name="grown">Called when a long history has reached its length.</param>
    public static Task<DurableTaskTestHost> HostAsync(string path, Action? grown = null) =>
        DurableTaskTestHost.StartAsync(tasks => Register(tasks, grown), new DurableTaskTestHostOptions
        {
            DatabasePath = path,
            ConfigureEngine = engine => engine.ReplaysEachTurn = false,
        });

    private static void Register(DurableTaskRegistry tasks, Action? grown)
    {
        tasks.AddActivityFunc<int>(Grown, (_, _) => grown?.Invoke());
        tasks.AddActivityFunc<int, int>(Activity, (_, number) => number);
        tasks.AddOrchestratorFunc<int, int>(Sequence, async (context, number) =>
        {
            for (var i = 0; i < Activities; i++)
            {
                number = await context.CallActivityAsync<int>(Activity, number);
            }

            return number;
        });
        tasks.AddOrchestratorFunc<int, int>(FanOut, async (context, number) =>
        {
            var calls = Enumerable.Range(0, Activities).Select(_ => context.CallActivityAsync<int>(Activity, number));
            return (await Task.WhenAll(calls)).Sum();
        });
        tasks.AddOrchestratorFunc<int, int>(Wait, (context, _) => context.WaitForExternalEvent<int>("go"));
        tasks.AddOrchestratorFunc<int, int>(Long, async (context, calls) =>
        {
            for (var i = 0; i < calls; i++)
            {
                await context.CallActivityAsync<int>(Activity, i);
            }

            await context.CallActivityAsync(Grown, calls);
            return await context.WaitForExternalEvent<int>("go");
        });
    }
}
