namespace Integration.Workflows.Evidence;

/// <summary>What a holder of evidence that is hosted here answers from; a remote holder has its own.</summary>
/// <param name="Holder">The participant.</param>
/// <param name="Records">What it knows.</param>
public sealed record EvidenceRegister(string Holder, IReadOnlyList<EvidenceRecord> Records);
