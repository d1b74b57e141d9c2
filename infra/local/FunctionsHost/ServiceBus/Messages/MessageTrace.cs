using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsHost.ServiceBus.Messages;

/// <summary>Reads the W3C trace context that a sender has put on its message.</summary>
internal static class MessageTrace
{
    /// <returns>Null where there is none, or where the messages of a batch have different ones.</returns>
    public static ActivityContext? Of(IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        var first = Of(messages[0]);
        return messages.Skip(1).All(message => Of(message) == first) ? first : null;
    }

    private static ActivityContext? Of(ServiceBusReceivedMessage message)
    {
        var properties = message.ApplicationProperties;
        var parent = (properties.GetValueOrDefault("traceparent") ?? properties.GetValueOrDefault("Diagnostic-Id")) as string;
        return ActivityContext.TryParse(parent, properties.GetValueOrDefault("tracestate") as string, isRemote: true, out var context)
            ? context
            : null;
    }
}
