using System.Text.Json;

namespace Integration.Workflows.Evidence;

/// <summary>The answer of a holder of evidence.</summary>
/// <param name="Outcome">What it says.</param>
public sealed record EvidenceAnswer(EvidenceOutcome Outcome)
{
    /// <summary>The evidence, an object that the application's schema describes at <c>/evidence/{type}</c>; only when found.</summary>
    public JsonElement? Values { get; init; }

    /// <summary>Whether the person is to see it, and to say yes, before it is used.</summary>
    public bool Preview { get; init; }

    /// <summary>When to ask again; only when available later.</summary>
    public DateTimeOffset? AvailableFrom { get; init; }
}
