namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Takes every message; the filter of the rule <c>$Default</c>.</summary>
internal sealed record TrueFilter : RuleFilter
{
    public override bool Matches(FilteredMessage message) => true;
}
