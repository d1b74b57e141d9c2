using System.Text.Json;
using Integration.Workflows.Applications;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Identity;

/// <summary>
/// Holds credentials against the level that is asked for, by the catalogue's identity providers, and finds the person in the register of
/// the participant that is asked, where it has one. Pure.
/// </summary>
/// <param name="catalogue">Where the identity providers, types of evidence, frameworks and registers are.</param>
public sealed class IdentityAssessor(ServiceCatalogue catalogue)
{
    private readonly CredentialReader _reader = new(catalogue.Identity);

    /// <summary>Assesses the credentials for an adult, without a register.</summary>
    /// <param name="attributes">The application, cut down to what the agreement allows.</param>
    /// <param name="requiredLevel">Pan-Canadian Trust Framework 1–4.</param>
    /// <param name="asOf">The day of the check.</param>
    public IdentityResult Assess(JsonElement attributes, int requiredLevel, DateOnly asOf) =>
        Assess(attributes, new IdentityQuestion(requiredLevel, asOf));

    /// <summary>
    /// Assesses <c>/applicant/credential</c> and all of <c>/applicant/credentials</c>. The one that counts is the accepted one of the
    /// highest level, of those the first. Only a person whose level is reached is looked for in the register. Never throws for what is
    /// in the attributes.
    /// </summary>
    /// <param name="attributes">The application, cut down to what the agreement allows.</param>
    /// <param name="question">What is asked.</param>
    public IdentityResult Assess(JsonElement attributes, IdentityQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);

        var readable = JsonText.IsWellFormed(attributes) ? attributes : default;
        var credentials = new CredentialLevels(catalogue, question).Assess(_reader.Read(readable));
        if (credentials.Count == 0)
        {
            return new(IdentityOutcome.NotVerified, 0, null, [IdentityReasons.NoCredential]);
        }

        return credentials.Where(credential => credential.Refusal is null).MaxBy(credential => credential.Level) switch
        {
            { Provider: { } provider, Level: var level } when level >= question.RequiredLevel => Match(readable, question, provider, level),
            { } best => LevelTooLow(best, question),
            null => new(
                IdentityOutcome.NotVerified,
                0,
                credentials[0].Provider?.Id,
                [.. credentials.Select(credential => credential.Refusal).OfType<Reason>().Distinct()]),
        };
    }

    private IdentityResult LevelTooLow(AssessedCredential best, IdentityQuestion question)
    {
        var country = best.Provider is { } used ? catalogue.CountryOf(used.Organization) : null;
        var reaching = catalogue.IdentityProviders
            .Where(provider => provider.Accepted(question.AsOf) && provider.HighestLevel >= question.RequiredLevel)
            .Where(provider => catalogue.CountryOf(provider.Organization) == country);
        return new(
            IdentityOutcome.LevelTooLow,
            best.Level,
            best.Provider?.Id,
            [
                IdentityReasons.LevelTooLow(best.Level, question.RequiredLevel, [.. reaching]),
                .. best.Missing.Select(finding => finding.Reason),
            ]);
    }

    private IdentityResult Match(JsonElement attributes, IdentityQuestion question, IdentityProvider provider, int level)
    {
        IdentityResult Answer(IdentityOutcome outcome, Reason reason) => new(outcome, level, provider.Id, [reason]);

        if (Register(question) is not { } register)
        {
            return Answer(IdentityOutcome.Verified, IdentityReasons.Verified(provider, level));
        }

        if (PersonDetails.Read(attributes, register.Attributes) is not { } details)
        {
            return Answer(IdentityOutcome.NoMatch, IdentityReasons.DetailsMissing);
        }

        return PersonMatcher.Match(register, details) switch
        {
            PersonMatch.One => Answer(IdentityOutcome.Verified, IdentityReasons.Verified(provider, level)),
            PersonMatch.None => Answer(IdentityOutcome.NoMatch, IdentityReasons.NoMatch),
            _ => Answer(IdentityOutcome.SeveralMatches, IdentityReasons.SeveralMatches),
        };
    }

    private PersonRegister? Register(IdentityQuestion question) =>
        question.Agreement is { } id && catalogue.FindAgreement(id) is { } agreement
            ? catalogue.Identity.FindRegister(agreement.Recipient)
            : null;
}
