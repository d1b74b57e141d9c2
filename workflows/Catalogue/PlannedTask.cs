using Integration.Workflows.Identity;

namespace Integration.Workflows.Catalogue;

/// <summary>One task of a plan: a request to a participant, and what follows when its answer does not settle it.</summary>
/// <param name="Subject">The program, evidence, referral or handover; null for the identity step.</param>
/// <param name="Participant">
/// Who carries it out; null when one of several does (<paramref name="Providers"/>), or whoever the reference directory names (evidence).
/// </param>
/// <param name="Topic">The Service Bus topic of the request.</param>
/// <param name="Purpose">What for: selects the agreement.</param>
/// <param name="Categories">The data categories sent along.</param>
/// <param name="RequiredLevel">Identity assurance needed, Pan-Canadian Trust Framework 1–4; null when the step asks for none.</param>
/// <param name="Deadline">Until when an answer is awaited, from the request on; null for no limit.</param>
/// <param name="ResponseWithin">Referral: until when the partner must say yes or no; null for no limit but the deadline.</param>
/// <param name="When">Conditions under which it is needed, all of them; always when null.</param>
/// <param name="Providers">Referral: several partners of whom one is found; null when there is one.</param>
/// <param name="AskPerson">How long the person has to answer a question; null when they are never asked.</param>
/// <param name="StepUp">Identity: how long the person has to bring a stronger credential; null when they are not asked.</param>
/// <param name="InPerson">Identity: how long a service centre has to see the person; null when that is not offered.</param>
/// <param name="IdentityOf">Identity: whose it is; an adult's when null. For a child level 3 takes the guardian's evidence too.</param>
public sealed record PlannedTask(
    string? Subject,
    string? Participant,
    string Topic,
    string Purpose,
    IReadOnlyList<string> Categories,
    int? RequiredLevel,
    TimeSpan? Deadline,
    TimeSpan? ResponseWithin = null,
    IReadOnlyList<PlanCondition>? When = null,
    ProviderSelection? Providers = null,
    TimeSpan? AskPerson = null,
    TimeSpan? StepUp = null,
    TimeSpan? InPerson = null,
    IdentitySubject? IdentityOf = null);
