using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Workflows.Evidence;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>How pack files are read into records; they obey their schema by then.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true,
    Converters = [typeof(DurationConverter), typeof(ParameterValueConverter)])]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(Participant))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(DirectoryEntry))]
[JsonSerializable(typeof(EvidenceRegister))]
[JsonSerializable(typeof(Delegation))]
[JsonSerializable(typeof(ConsentNotice))]
[JsonSerializable(typeof(IdentityProviderFile))]
[JsonSerializable(typeof(EvidenceType))]
[JsonSerializable(typeof(AssuranceFrameworkFile))]
[JsonSerializable(typeof(PersonRegister))]
[JsonSerializable(typeof(ProgramFile))]
[JsonSerializable(typeof(ServiceFile))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
