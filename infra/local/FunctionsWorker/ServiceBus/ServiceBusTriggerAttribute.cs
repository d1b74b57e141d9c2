using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function with a message of a queue or a topic's subscription. Names may be <c>%setting%</c>.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    public string? QueueName { get; }

    public string? TopicName { get; }

    public string? SubscriptionName { get; }

    /// <summary>The setting that holds the connection; <c>AzureWebJobsServiceBus</c> where there is none.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether the entity has sessions. Default false.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes an array of messages. Default false.</summary>
    public bool IsBatched { get; set; }

    /// <summary>
    /// Whether the host completes a message when the function succeeds. Default: as host.json says, which is true by default.
    /// </summary>
    public bool AutoCompleteMessages
    {
        get => CompletesMessages ?? true;
        set => CompletesMessages = value;
    }

    internal bool? CompletesMessages { get; private set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
