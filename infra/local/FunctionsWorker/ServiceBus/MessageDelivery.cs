using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.ServiceBus;

/// <summary>What a function is invoked with: a feature of its invocation.</summary>
/// <param name="Messages">One, or a batch.</param>
/// <param name="Actions">Settles them.</param>
/// <param name="Session">Their session; null where the entity has none.</param>
internal sealed record MessageDelivery(
    IReadOnlyList<ServiceBusReceivedMessage> Messages, ServiceBusMessageActions Actions, ServiceBusSessionMessageActions? Session);
