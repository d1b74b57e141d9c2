namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Takes no message.</summary>
internal sealed record FalseFilter : RuleFilter
{
    public override bool Matches(FilteredMessage message) => false;
}
