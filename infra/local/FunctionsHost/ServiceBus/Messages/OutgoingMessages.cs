using System.Net.Mime;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.ServiceBus.Messages;

/// <summary>Makes messages of what a function gives for an output: one of a value, one each of a list.</summary>
internal static class OutgoingMessages
{
    public static IReadOnlyList<ServiceBusMessage> Of(TypedData value) => value.DataCase switch
    {
        TypedData.DataOneofCase.None => [],
        TypedData.DataOneofCase.String => [Text(value.String)],
        TypedData.DataOneofCase.Json => OfJson(value.Json),
        TypedData.DataOneofCase.Bytes => [Bytes(value.Bytes.Memory)],
        TypedData.DataOneofCase.Stream => [Bytes(value.Stream.Memory)],
        TypedData.DataOneofCase.Int => [Json(JsonSerializer.Serialize(value.Int))],
        TypedData.DataOneofCase.Double => [Json(JsonSerializer.Serialize(value.Double))],
        TypedData.DataOneofCase.CollectionString => [.. value.CollectionString.String.Select(Text)],
        TypedData.DataOneofCase.CollectionBytes => [.. value.CollectionBytes.Bytes.Select(bytes => Bytes(bytes.Memory))],
        TypedData.DataOneofCase.CollectionDouble =>
            [.. value.CollectionDouble.Double.Select(number => Json(JsonSerializer.Serialize(number)))],
        TypedData.DataOneofCase.CollectionSint64 =>
            [.. value.CollectionSint64.Sint64.Select(number => Json(JsonSerializer.Serialize(number)))],
        var other => throw new NotSupportedException(
            $"No message can be made of {other}. Return a text, bytes, a record, or a list of them."),
    };

    private static List<ServiceBusMessage> OfJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement switch
        {
            { ValueKind: JsonValueKind.Array } list =>
                [.. list.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(OfElement)],
            { ValueKind: JsonValueKind.Null } => [],
            var element => [OfElement(element)],
        };
    }

    private static ServiceBusMessage OfElement(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? Text(element.GetString()!) : Json(element.GetRawText());

    private static ServiceBusMessage Text(string text) =>
        new(BinaryData.FromString(text)) { ContentType = MediaTypeNames.Text.Plain };

    private static ServiceBusMessage Json(string json) =>
        new(BinaryData.FromString(json)) { ContentType = MediaTypeNames.Application.Json };

    private static ServiceBusMessage Bytes(ReadOnlyMemory<byte> bytes) =>
        new(BinaryData.FromBytes(bytes)) { ContentType = MediaTypeNames.Application.Octet };
}
