namespace Integration.Workflows.Catalogue;

/// <summary>What one piece of evidence scores under GPG45: nothing is added up.</summary>
/// <param name="Strength">How hard it is to come by wrongly, 0–4.</param>
/// <param name="Validity">How well it was checked to be genuine, 0–4.</param>
public sealed record EvidenceScore(int Strength, int Validity);
