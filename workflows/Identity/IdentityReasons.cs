using System.Globalization;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>What an identity check says, and what the person can do next.</summary>
internal static class IdentityReasons
{
    public static readonly Reason NoCredential = new(
        "no-credential",
        new("No sign-in came with the application: sign in, or go to a service centre.",
            "Aucune connexion n’accompagne la demande : connectez-vous ou rendez-vous à un centre de services."));

    public static readonly Reason UnknownProvider = new(
        "unknown-provider",
        new("This network does not know the identity provider: use another way to sign in.",
            "Ce réseau ne connaît pas le fournisseur d’identité : utilisez un autre moyen de connexion."));

    public static readonly Reason DetailsMissing = new(
        "match-details-missing",
        new("The name or the date of birth is missing, so nobody can be found in the register: add them.",
            "Le nom ou la date de naissance manque ; personne ne peut être trouvé dans le registre : ajoutez-les."));

    public static readonly Reason NoMatch = new(
        "no-match",
        new("Nobody is registered under this name, date of birth and number: correct them as they stand on your documents.",
            "Personne n’est inscrit sous ce nom, cette date de naissance et ce numéro : corrigez-les selon vos documents."));

    public static readonly Reason SeveralMatches = new(
        "several-matches",
        new("More than one person is registered under these details: a service centre has to check in person which one it is.",
            "Plus d’une personne est inscrite sous ces renseignements : un centre de services doit vérifier sur place de qui il s’agit."));

    public static Reason ProviderNotAccepted(IdentityProvider provider) => new(
        "provider-not-accepted",
        new($"{provider.Name.En} is not accepted on this day.", $"{provider.Name.Fr} n’est pas accepté ce jour-là."));

    public static Reason ProviderOfAnotherCountry(IdentityProvider provider) => new(
        "provider-of-another-country",
        new($"{provider.Name.En} is of another country and not accepted here: use another way to sign in.",
            $"{provider.Name.Fr} relève d’un autre pays et n’est pas accepté ici : utilisez un autre moyen de connexion."));

    public static Reason UnknownAssurance(IdentityProvider provider) => new(
        "unknown-assurance",
        new($"{provider.Name.En} gives no assurance of this kind.", $"{provider.Name.Fr} ne donne pas d’assurance de ce type."));

    public static Reason NoProfile(IdentityProvider provider, AssuranceFramework framework) => new(
        "no-profile-met",
        new($"What {provider.Name.En} checked is not enough for any profile of {framework.Name.En}.",
            $"Ce que {provider.Name.Fr} a vérifié ne suffit à aucun profil de {framework.Name.Fr}."));

    public static Reason Verified(IdentityProvider provider, int level) => new(
        "identity-verified",
        new($"{provider.Name.En} confirms the identity at level {Text(level)}.",
            $"{provider.Name.Fr} confirme l’identité au niveau {Text(level)}."));

    public static Reason LevelTooLow(int level, int required, IReadOnlyList<IdentityProvider> stepUps)
    {
        var next = StepUp(stepUps);
        return new(
            "level-too-low",
            new($"The sign-in reaches level {Text(level)}; level {Text(required)} is needed. {next.En}",
                $"La connexion atteint le niveau {Text(level)} ; le niveau {Text(required)} est nécessaire. {next.Fr}"));
    }

    private static LocalizedText StepUp(IReadOnlyList<IdentityProvider> providers) => providers.Count == 0
        ? new("No way to reach it is known here.", "Aucun moyen de l’atteindre n’est connu ici.")
        : new(
            $"It can be had from: {string.Join(", ", providers.Select(provider => provider.Name.En))}.",
            $"On l’obtient auprès de : {string.Join(", ", providers.Select(provider => provider.Name.Fr))}.");

    private static string Text(int level) => level.ToString(CultureInfo.InvariantCulture);
}
