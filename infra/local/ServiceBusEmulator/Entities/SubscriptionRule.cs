using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A rule of a subscription. Created at a UTC time.</summary>
internal sealed record SubscriptionRule(string Name, RuleFilter Filter, DateTime CreatedAt);
