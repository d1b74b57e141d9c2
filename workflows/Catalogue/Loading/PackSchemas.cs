using System.Reflection;
using System.Text.Json;
using Integration.Workflows.Applications;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>The published JSON Schemas of pack files, by kind.</summary>
internal static class PackSchemas
{
    public const string Organizations = "organizations";
    public const string Participants = "participants";
    public const string Agreements = "agreements";
    public const string IdentityProviders = "identity-providers";
    public const string ReferenceDirectory = "reference-directory";
    public const string EvidenceRegister = "evidence-register";
    public const string Delegations = "delegations";
    public const string ConsentNotices = "consent-notices";
    public const string IdentityEvidence = "identity-evidence";
    public const string AssuranceMappings = "assurance-mappings";
    public const string PersonRegister = "person-register";
    public const string Program = "program";
    public const string Service = "service";

    /// <summary>All kinds of pack files.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        Organizations, Participants, Agreements, IdentityProviders, IdentityEvidence, AssuranceMappings, PersonRegister,
        ReferenceDirectory, EvidenceRegister, Delegations, ConsentNotices, Program, Service,
    ];

    private const string Suffix = ".schema.json";

    private static readonly Dictionary<string, Lazy<DocumentSchema>> Schemas =
        Kinds.ToDictionary(kind => kind, kind => new Lazy<DocumentSchema>(() => Read(kind)), StringComparer.Ordinal);

    /// <summary>The kind that a <c>$schema</c> reference names, or null.</summary>
    public static string? KindOf(string reference)
    {
        var file = reference[(reference.LastIndexOf('/') + 1)..];
        var kind = file.EndsWith(Suffix, StringComparison.Ordinal) ? file[..^Suffix.Length] : "";
        return Schemas.ContainsKey(kind) ? kind : null;
    }

    /// <summary>The schema of a kind.</summary>
    public static DocumentSchema Of(string kind) => Schemas[kind].Value;

    private static DocumentSchema Read(string kind)
    {
        var name = $"{typeof(PackSchemas).Namespace}.{kind}{Suffix}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The schema '{name}' is not part of the assembly.");
        return DocumentSchema.Parse(JsonElement.Parse(ReadAll(stream)), out var problems)
            ?? throw new InvalidOperationException($"The schema '{name}' is broken: {string.Join(" ", problems)}");
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
