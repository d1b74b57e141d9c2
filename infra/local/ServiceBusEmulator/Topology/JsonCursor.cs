using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>A place in a JSON file that knows its JSON pointer (RFC 6901), so that every error can name it.</summary>
internal readonly record struct JsonCursor(string File, string Pointer, JsonElement Element)
{
    public BrokerStartException Error(string message) => new($"{File}#{Pointer}: {message}");

    /// <summary>The members of an object, all of which must be among <paramref name="known"/>.</summary>
    public JsonMembers Members(params string[] known)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Error($"expected an object with {string.Join(", ", known)}");
        }

        var members = new Dictionary<string, JsonCursor>(StringComparer.Ordinal);
        foreach (var property in Element.EnumerateObject())
        {
            var member = At(property.Name, property.Value);
            if (!known.Contains(property.Name, StringComparer.Ordinal))
            {
                throw member.Error($"unknown property; known here: {string.Join(", ", known)}");
            }

            if (!members.TryAdd(property.Name, member))
            {
                throw member.Error("the property occurs twice");
            }
        }

        return new JsonMembers(this, members);
    }

    public IEnumerable<JsonCursor> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Error("expected an array");
        }

        var cursor = this;
        return Element.EnumerateArray().Select((item, index) => cursor.At(index.ToString(CultureInfo.InvariantCulture), item));
    }

    public string Text() => Element.ValueKind == JsonValueKind.String && Element.GetString() is { Length: > 0 } text
        ? text
        : throw Error("expected a string that is not empty");

    public bool Boolean() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Element.GetBoolean()
        : throw Error("expected true or false");

    public int Integer(int from, int to) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number >= from && number <= to
            ? number
            : throw Error($"expected a whole number from {from} to {to}");

    public TimeSpan Duration(TimeSpan longest)
    {
        try
        {
            var duration = XmlConvert.ToTimeSpan(Text());
            return duration > TimeSpan.Zero && duration <= longest ? duration : throw Bad(this);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw Bad(this);
        }

        BrokerStartException Bad(JsonCursor cursor) => cursor.Error(longest == TimeSpan.MaxValue
            ? "expected an ISO 8601 duration such as PT1M, longer than zero"
            : $"expected an ISO 8601 duration such as PT1M, longer than zero and at most {XmlConvert.ToString(longest)}");
    }

    /// <summary>A string, number or boolean, as a property value of a message.</summary>
    public object Scalar() => Element.ValueKind switch
    {
        JsonValueKind.String => Element.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when Element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => Element.GetDouble(),
        _ => throw Error("expected a string, a number, true or false"),
    };

    public JsonCursor At(string name, JsonElement element) =>
        new(File, $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", element);
}
