using Integration.Local.DurableTask.Sqlite.Crash;
using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>Holds the end of every scenario against what follows from the seed, and what was acknowledged against the database.</summary>
internal sealed class OutcomeAudit(
    Workload workload, IReadOnlyList<Instance> instances, Acknowledgements acknowledged, IReadOnlyList<string> raised)
{
    private readonly Dictionary<string, Instance> _instances = instances.ToDictionary(instance => instance.Key);

    public IEnumerable<string> Check() => acknowledged.Faults
        .Concat(acknowledged.Begun.Select(workload.Scenario).SelectMany(Ends))
        .Concat(Strangers())
        .Concat(Events());

    private IEnumerable<string> Ends(Scenario scenario)
    {
        if (!acknowledged.IsDone(scenario))
        {
            yield return $"Scenario {scenario.Index} is not done.";
        }

        var seen = scenario.Scripts.SelectMany(script => Seen(scenario, script));
        foreach (var finding in seen.Concat(scenario.Remaining.SelectMany(script => Stored(scenario, script))))
        {
            yield return finding;
        }
    }

    /// <summary>What the client saw.</summary>
    private IEnumerable<string> Seen(Scenario scenario, Script script)
    {
        if (!acknowledged.Ends.TryGetValue(script.Key, out var end))
        {
            yield return $"Nobody saw the end of {script.Key}.";
        }
        else if (!IsRight(scenario, script, end.Status, end.Output))
        {
            yield return $"The client saw {script.Key} end as {end.Status} with '{end.Output}'.";
        }
    }

    private IEnumerable<string> Stored(Scenario scenario, Script script)
    {
        var isRoot = scenario.Scripts.Contains(script);
        if (!_instances.TryGetValue(script.Key, out var instance))
        {
            if (isRoot || scenario.Ending == Ending.Completes)
            {
                yield return $"{script.Key} is not there.";
            }

            yield break;
        }

        if (!(isRoot ? IsRight(scenario, script, $"{instance.Status}", instance.Output) : IsRightChild(script, instance)))
        {
            yield return $"{script.Key} has ended as {instance.Status} with '{instance.Output}'.";
        }

        if (instance.Status == OrchestrationStatus.Completed && instance.CustomStatus != script.Status)
        {
            yield return $"{script.Key} has the custom status '{instance.CustomStatus}' instead of '{script.Status}'.";
        }
    }

    private static bool IsRight(Scenario scenario, Script script, string status, string? output) => (status, scenario.Ending) switch
    {
        ("Completed", not Ending.IsTerminated) => output?.Split('|')[0] == script.Outcome,
        ("Terminated", not Ending.Completes) => output == "stop",
        _ => false,
    };

    private static bool IsRightChild(Script script, Instance instance) => instance.Status switch
    {
        OrchestrationStatus.Failed => script.Throws,
        OrchestrationStatus.Completed => !script.Throws && instance.Output?.Split('|')[0] == script.Outcome,
        _ => false,
    };

    private IEnumerable<string> Strangers()
    {
        var known = acknowledged.Begun.SelectMany(index => workload.Scenario(index).Remaining).Select(script => script.Key).ToHashSet();
        return instances.Where(instance => !known.Contains(instance.Key)).Select(instance => $"{instance.Id} should not be there.");
    }

    /// <summary>
    /// An acknowledged event is in the history of its instance, in the order of their numbers. What came to an earlier execution is known by
    /// the outcome, which tells of a gap.
    /// </summary>
    private IEnumerable<string> Events()
    {
        var outside = raised.Select(line => line.Split(' ')).Select(words => (words[0], words[1], int.Parse(words[2], CultureInfo.InvariantCulture)));
        foreach (var events in acknowledged.Events.Concat(outside).GroupBy(item => (item.Item1, item.Item2), item => item.Item3))
        {
            var (id, name) = events.Key;
            if (!_instances.TryGetValue(id, out var instance) || instance.IsContinued)
            {
                continue;
            }

            var numbers = instance.Events.OfType<EventRaisedEvent>().Where(item => item.Name == name)
                .Select(item => int.Parse(item.Input!, CultureInfo.InvariantCulture)).Distinct().ToList();
            if (events.Except(numbers).ToList() is { Count: > 0 } lost)
            {
                yield return $"{id} was acknowledged {name} {string.Join(',', lost)}, and has no such event.";
            }

            if (!numbers.SequenceEqual(numbers.Order()))
            {
                yield return $"{id} got {name} in the order {string.Join(',', numbers)}.";
            }
        }
    }
}
