namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Says that a worker was lost while it ran an orchestrator, an activity or an entity. The extension has no type for it: it knows it by its
/// base type and these words, and then gives the work item back to be run again, instead of failing the orchestration.
/// </summary>
internal sealed class DurableWorkLostException(string reason)
    : InvalidOperationException($"Did not find any initialized language workers. {reason}");
