using System.Text.Json;

namespace Integration.Workflows.Catalogue;

/// <summary>Several providers of one service, of whom one is asked after the other.</summary>
/// <param name="From">Participants with a provider profile.</param>
/// <param name="Choice">Where the application may name the person's own choice; null when it can't.</param>
/// <param name="Area">Where the application says in which area the person lives; null when that does not count.</param>
public sealed record ProviderSelection(IReadOnlyList<string> From, string? Choice = null, string? Area = null)
{
    /// <summary>The provider that the person chose, or null.</summary>
    public string? ChoiceIn(JsonElement facts) => TextAt(facts, Choice) is { } chosen && From.Contains(chosen) ? chosen : null;

    /// <summary>The area that the person lives in, or null.</summary>
    public string? AreaIn(JsonElement facts) => TextAt(facts, Area);

    private static string? TextAt(JsonElement facts, string? pointer) =>
        pointer is not null && JsonPointer.Find(facts, pointer) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
