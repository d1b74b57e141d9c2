using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Starts the function with a message of a queue or of a topic's subscription, as a <see cref="ServiceBusReceivedMessage"/> or as what its
/// body converts to. Names may be <c>%setting%</c>.
/// </summary>
[ConverterFallbackBehavior(ConverterFallbackBehavior.Default)]
[InputConverter(typeof(ServiceBusReceivedMessageConverter))]
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    /// <param name="queueName">The queue.</param>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <param name="topicName">The topic.</param>
    /// <param name="subscriptionName">The subscription of it.</param>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The setting that holds the connection; <c>AzureWebJobsServiceBus</c> where there is none.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue; null where a subscription is bound.</summary>
    public string? QueueName { get; }

    /// <summary>The topic; null where a queue is bound.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription of the topic; null where a queue is bound.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Whether the entity has sessions. Default false.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the host completes a message when the function succeeds. Default true.</summary>
    [DefaultValue(true)]
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>Whether the function takes an array of messages. Default false.</summary>
    [DefaultValue(false)]
    public bool IsBatched { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
