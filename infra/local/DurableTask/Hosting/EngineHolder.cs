using Integration.Local.DurableTask.Scheduling;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>Where the client finds the engine while the host runs.</summary>
internal sealed class EngineHolder
{
    private DurableEngine? _engine;

    /// <exception cref="InvalidOperationException">The host has not started, or has stopped.</exception>
    public DurableEngine Engine =>
        _engine ?? throw new InvalidOperationException("The durable task engine is not running. It runs while its host runs.");

    public void Set(DurableEngine? engine) => _engine = engine;
}
