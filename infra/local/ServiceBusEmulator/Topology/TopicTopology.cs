namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>A topic and its subscriptions.</summary>
internal sealed record TopicTopology(
    string Name,
    TimeSpan DefaultMessageTimeToLive,
    TimeSpan? DuplicateDetectionWindow,
    IReadOnlyList<SubscriptionTopology> Subscriptions);
