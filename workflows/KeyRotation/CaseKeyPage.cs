namespace Integration.Workflows.KeyRotation;

/// <summary>Some keys of cases, met in one step of a walk over all cases.</summary>
/// <param name="Keys">The keys; there may be none though the walk goes on.</param>
/// <param name="Next">Where the walk goes on; null at its end.</param>
public sealed record CaseKeyPage(IReadOnlyList<CaseKey> Keys, string? Next);
