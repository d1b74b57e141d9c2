using Integration.Local.ServiceBusEmulator.Rules;

namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>A subscription of a topic: its queue, and the rules that pick messages for it. One rule that matches is enough.</summary>
internal sealed class Subscription(MessageQueue queue, EntityContext context)
{
    private readonly Dictionary<string, SubscriptionRule> _rules = new(StringComparer.OrdinalIgnoreCase);

    public MessageQueue Queue { get; } = queue;

    /// <summary>The rules, by name.</summary>
    public IEnumerable<SubscriptionRule> Rules => _rules.Values.OrderBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase);

    public bool Wants(FilteredMessage message) => _rules.Values.Any(rule => rule.Filter.Matches(message));

    public void Restore(SubscriptionRule rule) => _rules[rule.Name] = rule;

    public void AddRule(string name, RuleFilter filter)
    {
        var rule = new SubscriptionRule(name, filter, context.Now);
        if (!_rules.TryAdd(name, rule))
        {
            throw new EntityException(EntityError.EntityExists, $"'{Queue.Address}' already has a rule '{name}'");
        }

        context.Journal.RuleAdded(Queue.Entity, rule);
    }

    public void RemoveRule(string name)
    {
        if (!_rules.Remove(name))
        {
            throw new EntityException(
                EntityError.EntityNotFound, $"The messaging entity '{Queue.Address}|{name}' could not be found: there is no such rule");
        }

        context.Journal.RuleRemoved(Queue.Entity, name);
    }
}
