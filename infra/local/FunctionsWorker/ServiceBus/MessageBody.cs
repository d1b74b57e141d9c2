using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>Makes a parameter's value of messages.</summary>
internal static class MessageBody
{
    /// <summary>How to make a value of one message; null for types that none can be made of.</summary>
    public static Func<ServiceBusReceivedMessage, JsonSerializerOptions, object?>? ReaderFor(Type type) => type switch
    {
        _ when type == typeof(ServiceBusReceivedMessage) => (message, _) => message,
        _ when type == typeof(BinaryData) => (message, _) => message.Body,
        _ when type == typeof(string) => (message, _) => message.Body.ToString(),
        _ when type == typeof(byte[]) => (message, _) => message.Body.ToArray(),
        { IsByRef: true } or { IsPointer: true } or { IsByRefLike: true } or { IsInterface: true } or { IsAbstract: true } => null,
        _ => (message, json) => JsonSerializer.Deserialize(message.Body, type, json),
    };

    /// <summary>How to make an array of a batch; null where the type is no array, or of what none can be made of.</summary>
    public static Func<IReadOnlyList<ServiceBusReceivedMessage>, JsonSerializerOptions, object?>? BatchReaderFor(Type type)
    {
        if (!type.IsSZArray || type == typeof(byte[]) || ReaderFor(type.GetElementType()!) is not { } read)
        {
            return null;
        }

        return (messages, json) =>
        {
            var array = Array.CreateInstance(type.GetElementType()!, messages.Count);
            for (var i = 0; i < messages.Count; i++)
            {
                array.SetValue(read(messages[i], json), i);
            }

            return array;
        };
    }
}
