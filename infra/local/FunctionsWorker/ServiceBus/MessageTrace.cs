using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>
/// Carries a trace from the sender of a message into the function (W3C Trace Context): one message is the parent, those of a batch are
/// linked.
/// </summary>
internal static class MessageTrace
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <returns>The activity, current from now on; null where there is neither a trace to carry on nor somebody who listens.</returns>
    public static Activity? Begin(string function, IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        var name = $"function {function}";
        var contexts = messages.Select(ContextOf).OfType<ActivityContext>().ToList();
        return messages.Count > 1
            ? Source.StartActivity(
                name, ActivityKind.Consumer, default(ActivityContext), links: contexts.Select(context => new ActivityLink(context)))
            : Source.StartActivity(ActivityKind.Consumer, contexts.FirstOrDefault(), name: name) ?? CarryOn(name, contexts);
    }

    // Nobody listens here, but whatever the function calls shall still know the trace.
    private static Activity? CarryOn(string name, List<ActivityContext> contexts) => contexts is [var parent]
        ? new Activity(name) { TraceStateString = parent.TraceState }.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start()
        : null;

    private static ActivityContext? ContextOf(ServiceBusReceivedMessage message)
    {
        var properties = message.ApplicationProperties;
        var parent = (properties.GetValueOrDefault("traceparent") ?? properties.GetValueOrDefault("Diagnostic-Id")) as string;
        return ActivityContext.TryParse(parent, properties.GetValueOrDefault("tracestate") as string, isRemote: true, out var context)
            ? context
            : null;
    }
}
