using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Topology;

/// <summary>A rule of a subscription as the topology file declares it.</summary>
internal sealed record RuleTopology(string Name, RuleFilter Filter);
