using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Client;

/// <summary>How entities are addressed.</summary>
internal static class EntityPaths
{
    public static string Subscription(string topicName, string subscriptionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topicName);
        ArgumentException.ThrowIfNullOrWhiteSpace(subscriptionName);
        return $"{topicName}/Subscriptions/{subscriptionName}";
    }

    public static string WithSubQueue(string path, SubQueue subQueue) => subQueue switch
    {
        SubQueue.None => path,
        SubQueue.DeadLetter => $"{path}/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => $"{path}/$Transfer/$DeadLetterQueue",
        _ => throw new ArgumentOutOfRangeException(nameof(subQueue), subQueue, "SubQueue must be None, DeadLetter or TransferDeadLetter"),
    };
}
