using System.Collections.Concurrent;
using System.Globalization;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>An endless sequence of scenarios that follows from a seed alone, so that every process knows the same.</summary>
internal sealed class Workload(int seed)
{
    private readonly ConcurrentDictionary<int, Scenario> _scenarios = new();

    public Scenario Scenario(int index) => _scenarios.GetOrAdd(index, number =>
    {
        // The generator's sequence for a seed is the same in every process and version; a hash code's is not.
        var random = new Random(unchecked((seed * 1_000_003) + number));
        return new ScenarioWriter(random, number).Write();
    });

    /// <summary>A script by its key, which begins with its scenario's number.</summary>
    public Script Script(string key) => Scenario(IndexOf(key)).AllScripts.Single(script => script.Key == key);

    private static int IndexOf(string key) =>
        int.Parse(key.AsSpan(0, key.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : key.Length), CultureInfo.InvariantCulture);
}
