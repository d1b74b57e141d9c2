using System.Text.Json;

namespace Integration.Workflows.Catalogue;

/// <summary>How a service's applications name the person, so that all its cases of one person have the same pseudonym.</summary>
/// <param name="Scheme">What kind of number it is, such as <c>sin</c>.</param>
/// <param name="Pointer">Where it stands in the application.</param>
public sealed record PersonIdentifier(string Scheme, string Pointer)
{
    /// <summary>The person of an application, <c>{scheme}:{number}</c>, or null when it names none.</summary>
    public string? In(JsonElement application) =>
        JsonPointer.Find(application, Pointer) is { ValueKind: JsonValueKind.String } number ? $"{Scheme}:{number.GetString()}" : null;
}
