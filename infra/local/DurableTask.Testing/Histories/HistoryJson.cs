using DurableTask.Core.History;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace Integration.Local.DurableTask.Testing.Histories;

/// <summary>
/// The official history events as JSON, by the contract that they declare: their own property names, and <c>EventType</c> says which of
/// them it is.
/// </summary>
internal static class HistoryJson
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ConstructorHandling = ConstructorHandling.AllowNonPublicDefaultConstructor,
        Converters = { new StringEnumConverter() },
        DateParseHandling = DateParseHandling.None,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        MissingMemberHandling = MissingMemberHandling.Error,
        NullValueHandling = NullValueHandling.Ignore,
    });

    private static readonly Dictionary<string, Type> Types = HistoryEvent.KnownTypes()
        .ToDictionary(type => type.Name[..^"Event".Length], StringComparer.Ordinal);

    /// <summary>A list with an event a line, so that what changed can be seen.</summary>
    public static string Write(IEnumerable<HistoryEvent> events) => $"[\n{string.Join(",\n", events.Select(Write))}\n]\n";

    /// <exception cref="FormatException">It is no history; the message says where.</exception>
    public static IReadOnlyList<HistoryEvent> Read(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return [.. JArray.Load(reader).Select(Read)];
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is no recorded history: {e.Message}", e);
        }
    }

    private static string Write(HistoryEvent item)
    {
        var json = JObject.FromObject(item, Serializer);

        // Whether it was played says nothing about what happened.
        json.Remove(nameof(HistoryEvent.IsPlayed));
        json.Remove(nameof(HistoryEvent.EventType));
        json.AddFirst(new JProperty(nameof(HistoryEvent.EventType), NameOf(item)));
        return json.ToString(Formatting.None);
    }

    private static string NameOf(HistoryEvent item) => item.GetType().Name[..^"Event".Length];

    private static HistoryEvent Read(JToken json)
    {
        if (json is not JObject item || item[nameof(HistoryEvent.EventType)]?.ToString() is not { } name)
        {
            throw new JsonSerializationException($"{json.Path} is no event: it has no EventType.");
        }

        return Types.TryGetValue(name, out var type)
            ? (HistoryEvent)item.ToObject(type, Serializer)!
            : throw new JsonSerializationException($"{json.Path} is no event: there is none of the type '{name}'.");
    }
}
