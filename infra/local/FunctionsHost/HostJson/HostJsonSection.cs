using System.Globalization;
using System.Text.Json;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.HostJson;

/// <summary>An object of host.json: reads its values, names the wrong ones by path, and remembers which keys were asked for.</summary>
internal sealed class HostJsonSection(string file, string path, JsonElement? json, StartProblems problems)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public HostJsonSection Section(string name) => Read<HostJsonSection>(
        name,
        "an object",
        value => value.ValueKind == JsonValueKind.Object ? new HostJsonSection(file, PathOf(name), value, problems) : null)
        ?? new HostJsonSection(file, PathOf(name), null, problems);

    public string? Text(string name) =>
        Read<string>(name, "a string", value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary>Whether a value is exactly this text.</summary>
    public bool Is(string name, string text) => Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() == text;

    /// <summary>One of some texts, in whatever case it is written; the one as it stands here is returned.</summary>
    public string? OneOf(string name, params string[] texts) => Read<string>(
        name,
        $"one of {string.Join(", ", texts)}",
        value => value.ValueKind == JsonValueKind.String
            ? texts.FirstOrDefault(text => string.Equals(text, value.GetString(), StringComparison.OrdinalIgnoreCase))
            : null);

    public bool? Boolean(string name) => ReadValue<bool>(
        name, "true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null);

    public int? Integer(string name, int minimum) => ReadValue<int>(
        name,
        $"an integer of {minimum} or more",
        value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= minimum ? number : null);

    public TimeSpan? Duration(string name) => ReadValue<TimeSpan>(
        name,
        "a time as hh:mm:ss",
        value => value.ValueKind == JsonValueKind.String
            && TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var duration)
            && duration >= TimeSpan.Zero ? duration : null);

    /// <summary>All values by their paths below this section, as configuration has them.</summary>
    public IReadOnlyDictionary<string, string?> Flatten()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (json is { } element)
        {
            Flatten(string.Empty, element, values);
        }

        return values;
    }

    public IEnumerable<string> Names() => json is { } element ? element.EnumerateObject().Select(member => member.Name) : [];

    /// <summary>Marks keys as known that have no effect here but need no warning.</summary>
    public void Accept(params IEnumerable<string> names) => _known.UnionWith(names);

    /// <summary>Says that a value, though of the right kind, can't be used.</summary>
    public void Refuse(string name, string expected)
    {
        if (Find(name) is { } value)
        {
            Wrong(name, value, expected);
        }
    }

    /// <summary>Warns of each key that nobody asked for.</summary>
    public void WarnOfUnknown()
    {
        foreach (var name in Names().Where(name => !_known.Contains(name)))
        {
            problems.Warn($"{file}: {PathOf(name)} has no effect in the local host.");
        }
    }

    private T? Read<T>(string name, string expected, Func<JsonElement, T?> convert)
        where T : class
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (convert(value) is { } converted)
        {
            return converted;
        }

        Wrong(name, value, expected);
        return null;
    }

    private T? ReadValue<T>(string name, string expected, Func<JsonElement, T?> convert)
        where T : struct
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (convert(value) is { } converted)
        {
            return converted;
        }

        Wrong(name, value, expected);
        return null;
    }

    private static void Flatten(string path, JsonElement element, Dictionary<string, string?> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Flatten(path.Length == 0 ? member.Name : $"{path}:{member.Name}", member.Value, values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Flatten($"{path}:{index}", item, values);
                }

                break;
            case JsonValueKind.Null:
                values[path] = null;
                break;
            default:
                values[path] = element.ToString();
                break;
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return json?.EnumerateObject()
            .Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(member => (JsonElement?)member.Value)
            .LastOrDefault();
    }

    private void Wrong(string name, JsonElement value, string expected) =>
        problems.Add($"{file}: {PathOf(name)} is {value.GetRawText()}. It must be {expected}.");

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
