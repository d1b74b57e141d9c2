namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>A subscription of a topic: a queue of its own behind the rules that pick messages for it.</summary>
internal sealed record SubscriptionTopology(string Name, QueueSettings Settings, IReadOnlyList<RuleTopology> Rules);
