namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>Small orchestrations that are started without an id that could be known from the workload.</summary>
internal static class Unnamed
{
    public const string Orchestrator = "Unnamed";

    private const string Activity = "Echo";
    private const string Prefix = "unnamed-";

    public static Dispatching Register(Dispatching dispatching) => dispatching
        .Activity<string, string>(Activity, (_, text) => Task.FromResult(text))
        .Orchestration<string, string>(
            Orchestrator, async (context, input) => await context.CallActivityAsync<string>(Activity, input));

    /// <summary>What one is given, and returns.</summary>
    public static string Input(int number) => $"{Prefix}{number}";

    public static bool IsInput(string input) => input.StartsWith(Prefix, StringComparison.Ordinal);
}
