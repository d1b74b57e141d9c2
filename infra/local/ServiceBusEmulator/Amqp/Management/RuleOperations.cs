using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>Operations on the rules of a subscription.</summary>
internal sealed class RuleOperations(Subscription subscription)
{
    public ManagementReply Add(ManagementRequest request)
    {
        var description = request.Map("rule-description")
            ?? throw new EntityException(EntityError.BadArgument, "'rule-description' is missing");
        subscription.AddRule(request.RequiredText("rule-name"), RuleDescription.ReadFilter(description));
        return ManagementReply.Empty;
    }

    public ManagementReply Remove(ManagementRequest request)
    {
        subscription.RemoveRule(request.RequiredText("rule-name"));
        return ManagementReply.Empty;
    }

    public ManagementReply Enumerate(ManagementRequest request)
    {
        var rules = new List();
        rules.AddRange(subscription.Rules
            .Skip((int)request.Number("skip"))
            .Take((int)request.Number("top"))
            .Select(rule => new Map { ["rule-description"] = RuleDescription.Write(rule) }));
        return rules.Count == 0 ? ManagementReply.Nothing : ManagementReply.With("rules", rules);
    }
}
