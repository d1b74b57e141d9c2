namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>How a scenario's main orchestration ends.</summary>
internal enum Ending
{
    Completes,
    IsTerminated,
    CompletesOrIsTerminated,
}

/// <summary>A few orchestrations that have to do with each other, and what clients do to them.</summary>
/// <param name="Index">Its number in the workload.</param>
/// <param name="Scripts">The orchestrations that clients start, in the order they are started; the first is the main one.</param>
/// <param name="Ending">How the main one ends.</param>
/// <param name="Tracks">
/// What clients do: the first track, then those between it and the last beside each other, then the last.
/// </param>
internal sealed record Scenario(
    int Index, IReadOnlyList<Script> Scripts, Ending Ending, IReadOnlyList<IReadOnlyList<Operation>> Tracks)
{
    public IEnumerable<Script> AllScripts => Scripts.SelectMany(script => script.All);

    private IEnumerable<Operation> Operations => Tracks.SelectMany(track => track);

    /// <summary>The instances that are there at the end of everything.</summary>
    public IEnumerable<Script> Remaining =>
        Scripts.SelectMany(script => IsReplaced(script) || IsPurged(script) ? script.All.Skip(1) : script.All);

    /// <summary>Whether the script's instance makes way for another in the end.</summary>
    public bool IsReplaced(Script script) =>
        Operations.OfType<Replace>().Any(replace => replace.Script.InstanceId == script.InstanceId && replace.Script.Key != script.Key);

    private bool IsPurged(Script script) => Operations.OfType<Purge>().Any(purge => purge.InstanceId == script.InstanceId);
}
