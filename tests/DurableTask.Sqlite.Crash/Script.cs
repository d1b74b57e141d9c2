namespace Integration.Local.DurableTask.Sqlite.Crash;

/// <summary>What an orchestration does, as data.</summary>
/// <param name="Key">Its name in the workload.</param>
/// <param name="InstanceId">The instance that plays it.</param>
/// <param name="Rounds">Its steps; after each round but the last it continues as new.</param>
/// <param name="Throws">Whether it fails at its end.</param>
internal sealed record Script(string Key, string InstanceId, IReadOnlyList<IReadOnlyList<Step>> Rounds, bool Throws = false)
{
    public const string Orchestrator = "Script";

    public const string Activity = "Work";

    private IEnumerable<Step> Steps => Rounds.SelectMany(round => round);

    public IEnumerable<Script> Children => Steps.OfType<Sub>().Select(sub => sub.Script);

    public IEnumerable<Act> Acts => Steps.SelectMany(step => step switch
    {
        Act act => [act],
        FanOut fan => fan.Acts,
        _ => Enumerable.Empty<Act>(),
    });

    /// <summary>It and all below it.</summary>
    public IEnumerable<Script> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>What it returns, if it is let run to its end.</summary>
    public string Outcome => string.Join(' ', Steps.Select(step => step.Outcome));

    /// <summary>The custom status that it ends with: a new round begins without one.</summary>
    public string? Status => Rounds[^1].OfType<SetStatus>().LastOrDefault()?.Text;

    public int Received(string name) => Steps.OfType<Receive>().Where(step => step.Name == name).Sum(step => step.Count);
}
