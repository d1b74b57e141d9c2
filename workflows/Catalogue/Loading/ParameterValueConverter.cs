using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>A number, or an object of numbers whose names are whole numbers.</summary>
internal sealed class ParameterValueConverter : JsonConverter<ParameterValue>
{
    public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind == JsonValueKind.Object
            ? new ParameterValue(value.EnumerateObject().Select(row =>
                KeyValuePair.Create(int.Parse(row.Name, CultureInfo.InvariantCulture), row.Value.GetDecimal())))
            : new ParameterValue(value.GetDecimal());
    }

    public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Packs are read only.");
}
