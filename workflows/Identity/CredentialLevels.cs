using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Identity;

/// <summary>
/// What credentials are worth: by the evidence that a provider recorded where it records any, else by scores, else by its word. Pure.
/// </summary>
internal sealed class CredentialLevels(ServiceCatalogue catalogue, IdentityQuestion question)
{
    private readonly string? _country = question.Agreement is { } id && catalogue.FindAgreement(id) is { } agreement
        ? catalogue.CountryOf(catalogue.GetParticipant(agreement.Recipient).Organization)
        : null;

    /// <summary>Each credential's worth, in order. A guardian's evidence counts for all of them, whoever recorded it.</summary>
    public IReadOnlyList<AssessedCredential> Assess(IReadOnlyList<Credential> credentials)
    {
        var guardian = credentials.SelectMany(credential =>
            Accepted(credential.Provider) is { Evidence: { } evidence } ? Recorded(evidence, credential.GuardianEvidence) : []).ToList();
        return [.. credentials.Select(credential => Assess(credential, guardian))];
    }

    private AssessedCredential Assess(Credential credential, IReadOnlyList<IdentityEvidence> guardian)
    {
        if (catalogue.FindIdentityProvider(credential.Provider) is not { } provider)
        {
            return AssessedCredential.Refused(null, IdentityReasons.UnknownProvider);
        }

        if (!IsOfThisCountry(provider))
        {
            return AssessedCredential.Refused(provider, IdentityReasons.ProviderOfAnotherCountry(provider));
        }

        if (!provider.Accepted(question.AsOf))
        {
            return AssessedCredential.Refused(provider, IdentityReasons.ProviderNotAccepted(provider));
        }

        if (provider.Evidence is { } evidence && credential.Evidence.Count > 0)
        {
            return ByEvidence(provider, evidence, new(Recorded(evidence, credential.Evidence), guardian, provider.Channel == "in-person"));
        }

        return credential.Scores is { } scores && Framework(provider) is { Profiles.Count: > 0 } framework
            ? ByScores(provider, framework, scores, guardian)
            : ByWord(provider, credential.Assurance, guardian);
    }

    private AssessedCredential ByEvidence(IdentityProvider provider, RecordedEvidence evidence, EvidenceFile file)
    {
        var found = EvidenceRules.Assess(file, question.AsOf, question.Subject);
        return found.Level == 0
            ? AssessedCredential.Refused(provider, EvidenceRuleBook.AnyEvidence.Unmet)
            : new(provider, Math.Min(found.Level, evidence.HighestLevel), null, [.. found.Missing(question.RequiredLevel)]);
    }

    private AssessedCredential ByScores(
        IdentityProvider provider, AssuranceFramework framework, ProofingScores scores, IReadOnlyList<IdentityEvidence> guardian)
    {
        var met = framework.Profiles.Values.Where(scores.Meet).ToList();
        return met.Count == 0
            ? AssessedCredential.Refused(provider, IdentityReasons.NoProfile(provider, framework))
            : WithGuardian(provider, met.Max(profile => profile.Level), guardian);
    }

    private AssessedCredential ByWord(IdentityProvider provider, string? assurance, IReadOnlyList<IdentityEvidence> guardian) =>
        assurance is not null && provider.Assurances.TryGetValue(assurance, out var level)
            ? WithGuardian(provider, level, guardian)
            : AssessedCredential.Refused(provider, IdentityReasons.UnknownAssurance(provider));

    // A word speaks for the subject alone: what IDEA.05 asks of the guardian is asked beside it.
    private AssessedCredential WithGuardian(IdentityProvider provider, int level, IReadOnlyList<IdentityEvidence> guardian)
    {
        var rule = EvidenceRuleBook.Guardian;
        return question.Subject == IdentitySubject.Adult || EvidenceRules.GuardianReaches(guardian, question.AsOf)
            ? new(provider, level, null, [])
            : new(provider, Math.Min(level, rule.Level - 1), null, question.RequiredLevel < rule.Level ? [] : [new(rule, false)]);
    }

    private static List<IdentityEvidence> Recorded(RecordedEvidence evidence, IEnumerable<IdentityEvidence> pieces) =>
        [.. pieces.Where(piece => evidence.Types.Contains(piece.Type))];

    private IdentityProvider? Accepted(string id) =>
        catalogue.FindIdentityProvider(id) is { } provider && IsOfThisCountry(provider) && provider.Accepted(question.AsOf)
            ? provider
            : null;

    // No country has agreed here to take another's word for who somebody is.
    private bool IsOfThisCountry(IdentityProvider provider) => _country is null || catalogue.CountryOf(provider.Organization) == _country;

    private AssuranceFramework? Framework(IdentityProvider provider) =>
        provider.Framework is { } id ? catalogue.Identity.FindFramework(id) : null;
}
