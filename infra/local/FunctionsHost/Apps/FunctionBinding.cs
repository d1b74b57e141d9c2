using System.Text.Json;

namespace Integration.Local.FunctionsHost.Apps;

/// <summary>A binding of a function, read from the JSON that its worker gave.</summary>
/// <param name="Name">The parameter, or <c>$return</c>.</param>
/// <param name="Type">For example <c>httpTrigger</c>; compared without regard to case.</param>
/// <param name="Direction"><c>In</c>, <c>Out</c> or <c>InOut</c>.</param>
/// <param name="Json">The whole binding, for what belongs to its kind.</param>
internal sealed record FunctionBinding(string Name, string Type, string Direction, JsonElement Json)
{
    private const string TriggerSuffix = "Trigger";

    public bool IsTrigger => Type.EndsWith(TriggerSuffix, StringComparison.OrdinalIgnoreCase);

    public bool IsOf(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>A text of the binding; null where there is none.</summary>
    public string? Text(string property) =>
        Find(property) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A truth value of the binding, also where it is written as a text; null where there is none.</summary>
    public bool? Flag(string property) => Find(property) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } value when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    private JsonElement? Find(string property) => Json.EnumerateObject()
        .Where(member => string.Equals(member.Name, property, StringComparison.OrdinalIgnoreCase))
        .Select(member => (JsonElement?)member.Value)
        .LastOrDefault();
}
