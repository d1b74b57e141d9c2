using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>
/// The level of assurance, Pan-Canadian Trust Framework 1–4, that evidence reaches. Pure.
/// </summary>
/// <remarks>
/// <para>Levels 1 to 3 follow the framework's conformance criteria. For level 4 it says no more than "very high confidence": that it takes
/// level 3 and a trained examiner who compares the body with the evidence, in person (<c>NET.01</c>), is this network's decision.</para>
/// <para>Decided here as well: from level 2 on, evidence that has expired, or is dated later than the day of the check, does not count;
/// pieces of one type are one instance; a documented exception counts only with the examiner who put it on record; a guardian's evidence
/// is held against the rules of level 3 by itself.</para>
/// <para>More evidence never lowers the level, and its order is of no account.</para>
/// </remarks>
internal static class EvidenceRules
{
    /// <summary>Holds evidence against every rule.</summary>
    /// <param name="file">The evidence.</param>
    /// <param name="asOf">The day of the check.</param>
    /// <param name="subject">Whose identity it is.</param>
    public static EvidenceFinding Assess(EvidenceFile file, DateOnly asOf, IdentitySubject subject)
    {
        var current = file.Evidence.Where(piece => piece.ExpiresOn is null || piece.ExpiresOn >= asOf).ToList();
        var dated = current.Where(piece => piece.IssuedOn <= asOf).ToList();
        var confirmed = dated.Where(piece => piece.ConfirmedWithIssuer || IsExamined(piece)).ToList();
        var certain = dated.Where(piece => piece is { ConfirmedWithIssuer: true, StatusRequested: true } || IsExamined(piece)).ToList();
        RuleFinding[] findings =
        [
            new(EvidenceRuleBook.AnyEvidence, file.Evidence.Count > 0),
            new(EvidenceRuleBook.OneInstance, current.Count > 0),
            new(EvidenceRuleBook.OneDated, dated.Count > 0),
            new(EvidenceRuleBook.OneValidated, confirmed.Count > 0),
            new(EvidenceRuleBook.OneStatus, confirmed.Exists(piece => piece.StatusRequested)),
            new(EvidenceRuleBook.TwoInstances, IsPair(current)),
            new(EvidenceRuleBook.TwoDated, IsPair(dated)),
            new(EvidenceRuleBook.TwoValidated, IsPair(certain)),
            new(EvidenceRuleBook.Verified, certain.Exists(IsVerified)),
            .. Guardian(file, asOf, subject),
            new(EvidenceRuleBook.InPersonBiological, file.InPerson && certain.Exists(IsCompared)),
        ];
        return new(Level(findings), findings);
    }

    /// <summary>Whether a guardian's evidence meets IDEA.05.</summary>
    public static bool GuardianReaches(IReadOnlyList<IdentityEvidence> evidence, DateOnly asOf) =>
        Assess(new(evidence, [], false), asOf, IdentitySubject.Adult).Level >= EvidenceRuleBook.Guardian.Level;

    private static int Level(IReadOnlyList<RuleFinding> findings) => Enumerable.Range(1, 4)
        .TakeWhile(level => findings.All(finding => finding.IsMet || !finding.Rule.IsMandatory || finding.Rule.Level != level))
        .LastOrDefault();

    private static IEnumerable<RuleFinding> Guardian(EvidenceFile file, DateOnly asOf, IdentitySubject subject) =>
        subject == IdentitySubject.Adult ? [] : [new(EvidenceRuleBook.Guardian, GuardianReaches(file.GuardianEvidence, asOf))];

    private static bool IsPair(List<IdentityEvidence> evidence) =>
        evidence.DistinctBy(piece => piece.Type).Skip(1).Any() && evidence.Exists(piece => piece.Kind == EvidenceKind.Foundational);

    private static bool IsExamined(IdentityEvidence piece) => !string.IsNullOrWhiteSpace(piece.Examiner);

    private static bool IsVerified(IdentityEvidence piece) =>
        piece.Verification is { } how && (how != IdentityVerification.DocumentedException || IsExamined(piece));

    private static bool IsCompared(IdentityEvidence piece) =>
        piece.Verification == IdentityVerification.Biological && IsExamined(piece);
}
