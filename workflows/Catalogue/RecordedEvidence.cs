namespace Integration.Workflows.Catalogue;

/// <summary>The evidence that an identity provider records, from which the level follows rather than from its word.</summary>
/// <param name="HighestLevel">What its evidence is good for at most, Pan-Canadian Trust Framework 1–4.</param>
/// <param name="Types">The types of evidence that it may record.</param>
public sealed record RecordedEvidence(int HighestLevel, IReadOnlyList<string> Types);
