using System.Globalization;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>
/// A process is killed as by <c>kill -9</c> at random instants of a random workload, again and again; nothing acknowledged is lost and
/// nothing recorded is repeated. <c>CRASH_SEED</c> replays a run's workload and instants, <c>CRASH_KILLS</c> says how often it is killed.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 200;
    private const int SideBySide = 2;
    private const int Shown = 25;

    [Fact]
    public async Task Killing_the_process_at_any_instant_loses_nothing_acknowledged_and_repeats_nothing_recorded()
    {
        var seed = Setting("CRASH_SEED") ?? Random.Shared.Next();
        output.WriteLine($"CRASH_SEED={seed}");
        var kills = Setting("CRASH_KILLS") ?? Kills;

        var findings = await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(i =>
            FindingsAsync(unchecked(seed + i), (kills + SideBySide - 1 - i) / SideBySide)));

        findings.SelectMany(each => each).Take(Shown).ShouldBeEmpty($"CRASH_SEED={seed}");
    }

    /// <summary>Kills the processes on one database; what is found there is left there, if anything is.</summary>
    private async Task<List<string>> FindingsAsync(int seed, int kills)
    {
        var folder = Directory.CreateTempSubdirectory("killing-").FullName;
        var campaign = new Campaign(folder, seed);
        var findings = new List<string>();
        try
        {
            await campaign.KillAsync(kills);
            await campaign.FinishAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            findings.Add(e.Message);
        }

        var verdict = Verdict.Of(folder, seed, campaign.Raised);
        findings.AddRange(verdict.Findings);
        output.WriteLine($"seed {seed}: {verdict.Summary}");
        output.WriteLine(string.Join(", ", campaign.Kills.Select(kind => $"killed {kind.Value} times {kind.Key}")));
        if (findings.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
            return findings;
        }

        return [$"{findings.Count} findings about seed {seed}, in {folder}:", .. findings];
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
