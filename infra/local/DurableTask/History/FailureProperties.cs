using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Local.DurableTask.History;

/// <summary>
/// The properties of a failure, reduced to what the official engine carries: numbers, texts, truth values, times, lists and dictionaries.
/// They are reduced when the failure is made, so that code sees the same before and after a replay.
/// </summary>
internal static class FailureProperties
{
    // Beyond that it is taken for something that contains itself.
    private const int MaxDepth = 32;

    private const string Time = "t:";
    private const string TimeWithOffset = "o:";
    private const string Text = "s:";

    public static Dictionary<string, object?> Normalize(IDictionary<string, object?> properties) =>
        properties.ToDictionary(property => property.Key, property => Normalize(property.Value, MaxDepth));

    /// <summary>Normalized properties as JSON, in which a text says what it stands for.</summary>
    public static string Serialize(IDictionary<string, object?> properties) => ToJson(properties)!.ToJsonString();

    /// <exception cref="InvalidDataException">It is not what <see cref="Serialize"/> writes.</exception>
    public static Dictionary<string, object?> Deserialize(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Deserialize(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("The properties of a failure are damaged.", e);
        }
    }

    public static Dictionary<string, object?> Deserialize(JsonElement json) =>
        json.EnumerateObject().ToDictionary(property => property.Name, property => FromJson(property.Value));

    private static object? Normalize(object? value, int depth) => value switch
    {
        null or string or bool or DateTime or DateTimeOffset => value,
        Enum => value.ToString(),
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => Number(value),
        IDictionary map when depth > 0 => map.Keys.Cast<object>().ToDictionary(Plain, key => Normalize(map[key], depth - 1)),
        IEnumerable list when depth > 0 => list.Cast<object?>().Select(item => Normalize(item, depth - 1)).ToList(),
        _ => Plain(value),
    };

    private static object Number(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : Plain(number);
    }

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        double number => JsonValue.Create(number),
        DateTime at => JsonValue.Create(Time + at.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset at => JsonValue.Create(TimeWithOffset + at.ToString("O", CultureInfo.InvariantCulture)),
        string text => JsonValue.Create(Text + text),
        IDictionary<string, object?> map => new JsonObject(map.Select(item => KeyValuePair.Create(item.Key, ToJson(item.Value)))),
        IEnumerable<object?> list => new JsonArray([.. list.Select(ToJson)]),
        _ => throw new ArgumentException($"A {value.GetType()} is not normalized.", nameof(value)),
    };

    private static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => FromText(json.GetString()!),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToList(),
        JsonValueKind.Object => Deserialize(json),
        _ => null,
    };

    private static object FromText(string text) => (text[..Text.Length], text[Text.Length..]) switch
    {
        (Time, var at) => DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (TimeWithOffset, var at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (_, var plain) => plain,
    };
}
