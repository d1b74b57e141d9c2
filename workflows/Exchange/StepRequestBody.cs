using System.Text.Json;
using Integration.Workflows.Audit;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Exchange;

/// <summary>What a participant is told: the body of a request message.</summary>
/// <param name="StepKey">The step; an answer's CorrelationId.</param>
/// <param name="Step">What is to be done.</param>
/// <param name="Subject">The program, evidence, referral or handover; null when the step has none.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Agreement">Under which agreement.</param>
/// <param name="Person">How the participant's sector knows the person.</param>
/// <param name="RequiredLevel">Identity assurance needed, Pan-Canadian Trust Framework 1–4; null when none.</param>
/// <param name="AsOf">The day that is decided for.</param>
/// <param name="Catalogue">The version of the catalogue that the case follows.</param>
/// <param name="Attributes">The application, cut down to what the agreement allows.</param>
public sealed record StepRequestBody(
    string StepKey,
    string Step,
    string? Subject,
    string Purpose,
    string Agreement,
    string Person,
    int? RequiredLevel,
    DateOnly AsOf,
    string Catalogue,
    JsonElement Attributes)
{
    /// <summary>Identity: whose it is; an adult's when null.</summary>
    public IdentitySubject? IdentityOf { get; init; }

    /// <summary>Handover: the audit chain of the case up to then, so that whoever takes it over can prove what came before.</summary>
    public IReadOnlyList<AuditRecord>? Trail { get; init; }
}
