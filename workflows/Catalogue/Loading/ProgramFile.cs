using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>A program as written.</summary>
internal sealed record ProgramFile(
    string Id,
    string Jurisdiction,
    string Agency,
    LocalizedText Name,
    LocalizedText Description,
    Uri Url,
    int RequiredIdentityLevel,
    IReadOnlyDictionary<string, FactDefinition> Facts,
    IReadOnlyList<ParameterTable>? Parameters,
    RuleWorkflow Rules,
    IReadOnlyDictionary<string, LocalizedText> Reasons,
    string? Currency = null);
