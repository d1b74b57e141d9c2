using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>Holds a credential against the level that is asked for, by the catalogue's identity providers. Pure.</summary>
/// <param name="catalogue">Where the identity providers are.</param>
public sealed class IdentityAssessor(ServiceCatalogue catalogue)
{
    private const string Credential = "/applicant/credential";

    /// <summary>Assesses the credential in <c>/applicant/credential</c>; never throws for what is in the attributes.</summary>
    /// <param name="attributes">The application, cut down to what the agreement allows.</param>
    /// <param name="requiredLevel">Pan-Canadian Trust Framework 1–4.</param>
    /// <param name="asOf">The day of the check.</param>
    public IdentityResult Assess(JsonElement attributes, int requiredLevel, DateOnly asOf)
    {
        var readable = JsonText.IsWellFormed(attributes) ? attributes : default;
        if (Text(readable, Credential + "/provider") is not { } id || Text(readable, Credential + "/assurance") is not { } assurance)
        {
            return NotVerified(null, IdentityReasons.NoCredential);
        }

        if (catalogue.FindIdentityProvider(id) is not { } provider)
        {
            return NotVerified(null, IdentityReasons.UnknownProvider);
        }

        if (!provider.Accepted(asOf))
        {
            return NotVerified(provider.Id, IdentityReasons.ProviderNotAccepted(provider));
        }

        if (!provider.Assurances.TryGetValue(assurance, out var level))
        {
            return NotVerified(provider.Id, IdentityReasons.UnknownAssurance(provider));
        }

        return level >= requiredLevel
            ? new(IdentityOutcome.Verified, level, provider.Id, [IdentityReasons.Verified(provider, level)])
            : new(IdentityOutcome.LevelTooLow, level, provider.Id, [LevelTooLow(level, requiredLevel, asOf)]);
    }

    private static IdentityResult NotVerified(string? provider, Reason reason) =>
        new(IdentityOutcome.NotVerified, 0, provider, [reason]);

    private static string? Text(JsonElement attributes, string pointer) =>
        JsonPointer.Find(attributes, pointer) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private Reason LevelTooLow(int level, int requiredLevel, DateOnly asOf)
    {
        var reaching = catalogue.IdentityProviders
            .Where(provider => provider.Accepted(asOf) && provider.Assurances.Values.Max() >= requiredLevel);
        return IdentityReasons.LevelTooLow(level, requiredLevel, [.. reaching]);
    }
}
