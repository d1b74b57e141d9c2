using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue;

/// <summary>One benefit or service, owned by one agency, with its own rules.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Jurisdiction">The jurisdiction that it is a program of.</param>
/// <param name="Agency">The organization that owns it.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Description">What it gives.</param>
/// <param name="Url">Its public page.</param>
/// <param name="RequiredIdentityLevel">Identity assurance that it asks for, Pan-Canadian Trust Framework 1–4.</param>
/// <param name="Facts">What its rules may ask, by name.</param>
/// <param name="Parameters">The figures that its rules use, by effective date.</param>
/// <param name="Reasons">The texts of its answers, by code.</param>
public sealed record Program(
    string Id,
    string Jurisdiction,
    string Agency,
    LocalizedText Name,
    LocalizedText Description,
    Uri Url,
    int RequiredIdentityLevel,
    IReadOnlyDictionary<string, FactDefinition> Facts,
    IReadOnlyList<ParameterTable> Parameters,
    IReadOnlyDictionary<string, LocalizedText> Reasons)
{
    /// <summary>What its amounts are in: a code of ISO 4217.</summary>
    public string Currency { get; init; } = DefaultCurrency;

    /// <summary>The currency of a program that names none: Canadian dollars.</summary>
    public const string DefaultCurrency = "CAD";

    /// <summary>Its rules, bound and checked.</summary>
    public required ProgramRules Rules { get; init; }
}
