using Integration.Workflows.Plans;

namespace Integration.Workflows.Cases;

/// <summary>A step of a case.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Step">What is done.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended; null before.</param>
/// <param name="Reason">Why the gate refused it; null when it did not.</param>
public sealed record StepView(
    string Key, string Step, string Status, DateTimeOffset RequestedAt, DateTimeOffset? CompletedAt, string? Reason)
{
    /// <summary>Whether a system was asked, or people.</summary>
    public Addressee AskedOf { get; init; }
}
