namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>A queue.</summary>
internal sealed record QueueTopology(string Name, QueueSettings Settings);
