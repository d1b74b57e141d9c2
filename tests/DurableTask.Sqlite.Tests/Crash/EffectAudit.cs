using Integration.Local.DurableTask.Sqlite.Crash;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>
/// Holds what the engine recorded against the ledger of effects. A process has the result of a run only in its own life, so that a run
/// of a call after the recorded one means: it was made although the result was on record.
/// </summary>
internal sealed class EffectAudit(IReadOnlyList<Effect> effects, IReadOnlyList<Instance> instances, Acknowledgements acknowledged)
{
    private readonly ILookup<string, Effect> _byKey = effects.ToLookup(effect => effect.Key);
    private readonly Dictionary<string, Effect> _byRun = effects.ToDictionary(effect => effect.Run);
    private readonly HashSet<string> _recorded = [];

    public IEnumerable<string> Check()
    {
        List<string> answers = [.. instances.SelectMany(Answers)];
        return answers.Concat(Outputs()).Concat(_byKey.SelectMany(runs => Order([.. runs]))).Concat(instances.SelectMany(LastRuns));
    }

    /// <summary>Each answer in a history is that of a run of this very call.</summary>
    private List<string> Answers(Instance instance)
    {
        var findings = new List<string>();
        var calls = instance.Events.OfType<TaskScheduledEvent>().ToDictionary(call => call.EventId, call => call.Tags![Player.KeyTag]);
        foreach (var item in instance.Events)
        {
            var (task, run, succeeded) = item switch
            {
                TaskCompletedEvent e => (e.TaskScheduledId, Json(e.Result).Split(' ')[1], true),
                TaskFailedEvent e => (e.TaskScheduledId, e.FailureDetails!.ErrorMessage, false),
                _ => (-1, string.Empty, false),
            };
            if (task < 0)
            {
                continue;
            }

            if (!_byRun.TryGetValue(run, out var effect) || (effect.Key, effect.InstanceId, effect.Succeeds) != (calls[task], instance.Id, succeeded))
            {
                findings.Add($"{instance.Id} has run '{run}' as the answer of {calls[task]}; the ledger has {effect?.ToString() ?? "no such run"}.");
            }

            if (!_recorded.Add(run))
            {
                findings.Add($"{instance.Id} has run '{run}' on record twice.");
            }
        }

        return findings;
    }

    /// <summary>What executions of which the history is gone took is known from what they returned.</summary>
    private List<string> Outputs()
    {
        var outputs = instances.Select(instance => (instance.Key, Output: instance.Output))
            .Concat(acknowledged.Ends.Where(end => end.Value.Status == "Completed").Select(end => (end.Key, Output: (string?)end.Value.Output)));
        var taken = outputs.Where(end => end.Output?.Contains('|') is true)
            .SelectMany(end => Progress.RunsIn(end.Output!), (end, run) => (end.Key, Run: run)).ToList();
        _recorded.UnionWith(taken.Select(each => each.Run));
        return [.. taken.Where(each => !(_byRun.TryGetValue(each.Run, out var effect) && IsOf(effect.Key, each.Key)))
            .Select(each => $"{each.Key} returned a result of run '{each.Run}', of which the ledger knows nothing.")];
    }

    /// <summary>A call is made again only if the death of a process took the result of the run before.</summary>
    private IEnumerable<string> Order(Effect[] runs)
    {
        for (var i = 0; i + 1 < runs.Length; i++)
        {
            var (run, next) = (runs[i], runs[i + 1]);
            if (_recorded.Contains(run.Run) ? run.Succeeds : run.Life >= next.Life)
            {
                yield return $"{run.Key} ran again, as {next.Run}, after {run.Run}, whose result {(run.Succeeds ? "was recorded" : "was not lost")}.";
            }
        }
    }

    private IEnumerable<string> LastRuns(Instance instance) =>
        instance.Status != OrchestrationStatus.Completed
            ? []
            : _byKey.Where(runs => IsOf(runs.Key, instance.Key))
                .Where(runs => !_recorded.Contains(runs.Last().Run))
                .Select(runs => $"The result of {runs.Last().Run} for {runs.Key} was lost, and {instance.Id} has completed.");

    private static bool IsOf(string call, string script) => call.StartsWith($"{script}:", StringComparison.Ordinal);

    private static string Json(string? text) => System.Text.Json.JsonSerializer.Deserialize<string>(text!)!;
}
