using System.Text.Json;

namespace Integration.Workflows.Evidence;

/// <summary>A fact that a holder knows about a person.</summary>
/// <param name="Person">Whom, <c>{scheme}:{number}</c>.</param>
/// <param name="Evidence">The type of evidence.</param>
/// <param name="From">First day for which it holds.</param>
/// <param name="Until">Last day; open when null.</param>
/// <param name="Values">The evidence.</param>
/// <param name="Preview">Whether the person is to see it before it is used.</param>
/// <param name="AvailableFrom">The day from which the holder can give it; at once when null.</param>
public sealed record EvidenceRecord(
    string Person,
    string Evidence,
    DateOnly From,
    DateOnly? Until,
    JsonElement Values,
    bool Preview = false,
    DateOnly? AvailableFrom = null)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly day) => day >= From && (Until is null || day <= Until);
}
