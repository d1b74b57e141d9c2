using DurableTask.Core;
using Integration.Local.DurableTask.Sqlite.Crash;

namespace Integration.Local.DurableTask.Sqlite.Tests.Crash;

/// <summary>
/// What was started under an id that the engine made is there if that was acknowledged, and has come to its end whether it was or not.
/// </summary>
internal sealed class UnnamedAudit(IReadOnlyList<Instance> instances, Acknowledgements acknowledged)
{
    private readonly HashSet<string> _ids = [.. instances.Select(instance => instance.Id)];

    public IEnumerable<string> Check() => Lost().Concat(Unfinished());

    private IEnumerable<string> Lost() => acknowledged.Unnamed.Where(started => !_ids.Contains(started.Id))
        .Select(started => $"The start of {started.Id} for {Unnamed.Input(started.Number)} was acknowledged, and it is not there.");

    private IEnumerable<string> Unfinished() =>
        instances.Where(instance => instance.Status != OrchestrationStatus.Completed || instance.Output != instance.Input)
            .Select(instance => $"{instance.Id} for {instance.Input} is {instance.Status} with '{instance.Output}'.");
}
