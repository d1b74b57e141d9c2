using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.DurableTask;

namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>The activity: notes its run, and fails as often as it is told.</summary>
internal sealed class Work(Ledger effects, int life)
{
    private const int LongestMilliseconds = 4;

    private readonly ConcurrentDictionary<string, int> _failures = new();
    private int _runs;

    /// <summary>Takes note of the runs of earlier processes.</summary>
    public void Remember(IEnumerable<string> lines)
    {
        foreach (var effect in lines.Select(Effect.Parse).Where(effect => !effect.Succeeds))
        {
            _failures.AddOrUpdate(effect.Key, 1, (_, count) => count + 1);
        }
    }

    public static string Input(Act act) => $"{act.Key} {act.Failures}";

    /// <summary>Returns the value and, behind a space, the run.</summary>
    public async Task<string?> RunAsync(TaskActivityContext context, string? input)
    {
        var words = input!.Split(' ');
        var (key, wanted) = (words[0], int.Parse(words[1], CultureInfo.InvariantCulture));
        var fails = _failures.GetValueOrDefault(key) < wanted;
        var run = $"{life}-{Interlocked.Increment(ref _runs)}";
        var (before, after) = (Random.Shared.Next(LongestMilliseconds), Random.Shared.Next(LongestMilliseconds));
        await Task.Delay(before);
        effects.Write(new Effect(life, context.InstanceId, key, run, !fails).ToString());
        await Task.Delay(after);
        if (!fails)
        {
            return $"{Act.ValueOf(key)} {run}";
        }

        _failures.AddOrUpdate(key, 1, (_, count) => count + 1);
        throw new InvalidOperationException(run);
    }
}
