using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Tests.Crash;

/// <summary>Small orchestrations under ids that the engine makes: they begin before it is durable that they were started.</summary>
internal static class Unnamed
{
    public const string Orchestrator = "Unnamed";

    private const string Activity = "Echo";
    private const string Prefix = "unnamed-";

    public static DurableTaskRegistry Register(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>(Activity, (_, text) => text)
        .AddOrchestratorFunc<string, string>(Orchestrator, (context, input) => context.CallActivityAsync<string>(Activity, input));

    /// <summary>What one is given, and returns.</summary>
    public static string Input(int number) => $"{Prefix}{number}";

    public static bool IsInput(string input) => input.StartsWith(Prefix, StringComparison.Ordinal);
}
