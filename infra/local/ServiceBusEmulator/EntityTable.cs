using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator;

/// <summary>The entities of a topology as a table for people.</summary>
internal static class EntityTable
{
    public static IReadOnlyList<Row> Of(NamespaceTopology topology) =>
    [
        .. topology.Queues.Select(queue => new Row("queue", queue.Name, Describe(queue.Settings))),
        .. topology.Topics.SelectMany(topic => topic.Subscriptions
            .Select(subscription => new Row(
                "subscription",
                $"{topic.Name}/Subscriptions/{subscription.Name}",
                $"{Describe(subscription.Settings)}, {subscription.Rules.Count} rules"))
            .Prepend(new Row("topic", topic.Name, $"{topic.Subscriptions.Count} subscriptions"))),
    ];

    private static string Describe(QueueSettings settings) =>
        $"lock {settings.LockDuration}, {settings.MaxDeliveryCount} deliveries{(settings.RequiresSession ? ", sessions" : "")}";

    /// <summary>One entity.</summary>
    public sealed record Row(string Kind, string Address, string Behaviour);
}
