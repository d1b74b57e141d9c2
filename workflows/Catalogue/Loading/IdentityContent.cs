using System.Text.Json.Serialization.Metadata;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>What the files of all packs say about identity, each thing with its place.</summary>
internal sealed record IdentityContent(
    IReadOnlyList<Located<IdentityProviderFile>> ProviderFiles,
    IReadOnlyList<Located<EvidenceType>> EvidenceTypes,
    IReadOnlyList<Located<AssuranceFramework>> Frameworks,
    IReadOnlyList<Located<PersonRegister>> Registers)
{
    /// <summary>The identity providers, each assurance as a level.</summary>
    public IReadOnlyList<Located<IdentityProvider>> Providers { get; } =
        [.. ProviderFiles.Select(item => item.With(item.Value.Resolve(Framework(Frameworks, item.Value.Framework))))];

    /// <summary>Reads valid files.</summary>
    public static IdentityContent From(ILookup<string, PackFile> valid) => new(
        List(valid[PackSchemas.IdentityProviders], "identityProviders", CatalogueJson.Default.IdentityProviderFile),
        List(valid[PackSchemas.IdentityEvidence], "evidenceTypes", CatalogueJson.Default.EvidenceType),
        [
            .. List(valid[PackSchemas.AssuranceMappings], "frameworks", CatalogueJson.Default.AssuranceFrameworkFile)
                .Select(item => item.With(item.Value.ToFramework())),
        ],
        List(valid[PackSchemas.PersonRegister], "registers", CatalogueJson.Default.PersonRegister));

    /// <summary>The framework of a provider; null when it has none, or there is none of that id.</summary>
    public AssuranceFramework? FrameworkOf(IdentityProviderFile provider) => Framework(Frameworks, provider.Framework);

    /// <summary>The content without places.</summary>
    public IdentityPolicy ToPolicy() => new(
        InOrder(EvidenceTypes, type => type.Id),
        InOrder(Frameworks, framework => framework.Id),
        InOrder(Registers, register => register.Participant));

    private static AssuranceFramework? Framework(IReadOnlyList<Located<AssuranceFramework>> frameworks, string? id) =>
        frameworks.FirstOrDefault(framework => framework.Value.Id == id)?.Value;

    private static List<T> InOrder<T>(IEnumerable<Located<T>> items, Func<T, string> id) =>
        [.. items.Select(item => item.Value).OrderBy(id, StringComparer.Ordinal)];

    private static List<Located<T>> List<T>(IEnumerable<PackFile> files, string property, JsonTypeInfo<T> type) =>
        PackContent.List(files, property, type);
}
