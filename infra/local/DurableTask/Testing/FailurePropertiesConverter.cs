using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Local.DurableTask.History;

namespace Integration.Local.DurableTask.Testing;

/// <summary>Writes the properties of a failure as the store has them, so that a replay gives the code what it was given.</summary>
internal sealed class FailurePropertiesConverter : JsonConverter<IDictionary<string, object?>>
{
    public override IDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return FailureProperties.Deserialize(json.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, IDictionary<string, object?> value, JsonSerializerOptions options) =>
        writer.WriteRawValue(FailureProperties.Serialize(value));
}
