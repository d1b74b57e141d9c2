using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends what the function returns, or a property of it, as a message. The name may be <c>%setting%</c>.</summary>
/// <param name="queueOrTopicName">The queue or topic.</param>
/// <param name="entityType">Which of the two it is.</param>
public sealed class ServiceBusOutputAttribute(string queueOrTopicName, ServiceBusEntityType entityType = ServiceBusEntityType.Queue)
    : OutputBindingAttribute
{
    /// <summary>The queue or topic.</summary>
    public string QueueOrTopicName { get; } = queueOrTopicName;

    /// <summary>The setting that holds the connection; <c>AzureWebJobsServiceBus</c> where there is none.</summary>
    public string? Connection { get; set; }

    /// <summary>Which of the two it is. Default a queue.</summary>
    public ServiceBusEntityType EntityType { get; set; } = entityType;
}
