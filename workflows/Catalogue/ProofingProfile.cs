namespace Integration.Workflows.Catalogue;

/// <summary>
/// A combination of scores that is enough for a level: UK Good Practice Guide 45
/// (https://www.gov.uk/government/publications/identity-proofing-and-verification-of-an-individual).
/// </summary>
/// <param name="Level">What it is accepted as, Pan-Canadian Trust Framework 1–4.</param>
/// <param name="Evidence">The pieces of evidence and what each has to score.</param>
/// <param name="Activity">Whether the identity has existed over time, 0–4.</param>
/// <param name="Fraud">How well the risk of identity fraud was checked, 0–4.</param>
/// <param name="Verification">How well the identity was linked to the person, 0–4.</param>
public sealed record ProofingProfile(int Level, IReadOnlyList<EvidenceScore> Evidence, int Activity, int Fraud, int Verification);
