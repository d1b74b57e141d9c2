using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>What an identity check scored under GPG45; a score is never added to another.</summary>
/// <param name="Evidence">Each piece of evidence.</param>
/// <param name="Activity">Whether the identity has existed over time, 0–4.</param>
/// <param name="Fraud">How well the risk of identity fraud was checked, 0–4.</param>
/// <param name="Verification">How well the identity was linked to the person, 0–4.</param>
internal sealed record ProofingScores(IReadOnlyList<EvidenceScore> Evidence, int Activity, int Fraud, int Verification)
{
    /// <summary>Most pieces of evidence that are looked at; a profile asks for three at most.</summary>
    public const int MostPieces = 20;

    /// <summary>
    /// Whether the scores are enough for a profile: each piece that it asks for is covered by a piece of its own, and every other score
    /// is as high as it asks.
    /// </summary>
    public bool Meet(ProofingProfile profile) =>
        Activity >= profile.Activity && Fraud >= profile.Fraud && Verification >= profile.Verification
        && Cover(profile.Evidence, [.. Evidence.Take(MostPieces)]);

    private static bool Cover(IReadOnlyList<EvidenceScore> asked, IReadOnlyList<EvidenceScore> given) =>
        asked.Count == 0
        || given.Index().Any(piece => piece.Item.Strength >= asked[0].Strength && piece.Item.Validity >= asked[0].Validity
            && Cover([.. asked.Skip(1)], [.. given.Where((_, index) => index != piece.Index)]));
}
