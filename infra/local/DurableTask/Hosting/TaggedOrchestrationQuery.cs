using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask;

/// <summary>
/// A query for instances that bear certain tags, among its other conditions. The official query knows no tags: this one is for programs
/// that run on this engine alone.
/// </summary>
public sealed record TaggedOrchestrationQuery : OrchestrationQuery
{
    /// <summary>The tags that an instance must bear, each with this very value; none by default.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
