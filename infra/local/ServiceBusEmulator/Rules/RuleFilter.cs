namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>Decides whether a rule takes a message.</summary>
internal abstract record RuleFilter
{
    public abstract bool Matches(FilteredMessage message);
}
