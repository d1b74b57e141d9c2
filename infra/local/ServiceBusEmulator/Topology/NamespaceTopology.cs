namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>The entities of one namespace, checked: names are unique, forwards lead somewhere and never in a circle.</summary>
internal sealed record NamespaceTopology(string Name, IReadOnlyList<QueueTopology> Queues, IReadOnlyList<TopicTopology> Topics);
