using System.Globalization;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Eligibility;
using Integration.Workflows.Steps;

namespace Integration.Local.AppHost.Demo;

/// <summary>What things are called for people, in English.</summary>
internal sealed class CaseNames(ServiceCatalogue catalogue)
{
    /// <summary>A program.</summary>
    public string Program(string id) => catalogue.GetProgram(id).Name.En;

    /// <summary>A participant.</summary>
    public string Participant(string id) => catalogue.GetParticipant(id).Name.En;

    /// <summary>A step of a case.</summary>
    public string Step(CaseView view, StepKey key) => key switch
    {
        { Step: StepNames.Eligibility, Subject: { } program } => Program(program),
        { Step: StepNames.Referral, Subject: { } referral } => 
            $"Referral to {Participant(view.Referrals.First(found => found.Id == referral).Partner)}",
        _ => $"{char.ToUpperInvariant(key.Step[0])}{key.Step[1..]} check",
    };

    /// <summary>An outcome.</summary>
    public static string Outcome(DeterminationOutcome outcome) => outcome switch
    {
        DeterminationOutcome.Eligible => "eligible",
        DeterminationOutcome.Ineligible => "not eligible",
        DeterminationOutcome.NeedsInformation => "needs information",
        DeterminationOutcome.WillBeEligible => "will be eligible",
        _ => "unavailable",
    };

    /// <summary>What a program answered, in a few words.</summary>
    public static string Outcome(DeterminationView answer) => answer switch
    {
        { AnnualAmount: { } amount } => $"{Outcome(answer.Outcome)}, {Amount(amount, answer.Currency)}",
        { EligibleFrom: { } from } => $"{Outcome(answer.Outcome)} from {from.ToString("O", CultureInfo.InvariantCulture)}",
        _ => Outcome(answer.Outcome),
    };

    private static string Amount(decimal amount, string? currency) => currency is null or "CAD"
        ? string.Create(CultureInfo.InvariantCulture, $"${amount:N2} a year")
        : string.Create(CultureInfo.InvariantCulture, $"{amount:N2} {currency} a year");
}
