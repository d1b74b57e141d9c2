using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Integration.Local.DurableTask.Testing.Histories;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Tests.Histories;

/// <summary>
/// Histories of real cases, kept for good: what ran once may still be running somewhere. New ones are added beside, never in their place.
/// </summary>
internal static class HistoryLibrary
{
    private const string Switch = "RECORD_HISTORIES";

    /// <summary>The files that are kept.</summary>
    public static IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Histories"), "*.json").Order(StringComparer.Ordinal)];

    public static RecordedHistory Read(string file) => RecordedHistory.Parse(File.ReadAllText(file));

    /// <summary>Replays the history of a test's case, and keeps it if that is asked for and nothing like it is there.</summary>
    public static void Replay(RecordedHistory history)
    {
        history.Replay(tasks => tasks.AddOrchestrator<CaseOrchestrator>());
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            var shape = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(history.Shape + history.Output)))[..8];
            var folder = SourceFolder();
            if (Directory.EnumerateFiles(folder, $"*.{shape}.json").Any())
            {
                return;
            }

            var test = TestContext.Current.TestMethod?.MethodName ?? "case";
            File.WriteAllText(Path.Combine(folder, $"{test[..Math.Min(test.Length, 60)].TrimEnd('_')}.{shape}.json"), history.ToString());
        }
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
