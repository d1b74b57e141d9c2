namespace Integration.Local.FunctionsHost.Starting;

/// <summary>Collects what is wrong, so that one start tells all of it.</summary>
internal sealed class StartProblems
{
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> All => _problems;

    public IReadOnlyList<string> Warnings => _warnings;

    public void Add(string problem) => _problems.Add(problem);

    public void Warn(string warning) => _warnings.Add(warning);

    /// <exception cref="HostStartException">There is a problem.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new HostStartException([.. _problems]);
        }
    }
}
