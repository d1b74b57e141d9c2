namespace Integration.Local.ServiceBusEmulator.Rules;

/// <summary>The SQL filters that this broker knows: the two that say yes and no to everything.</summary>
internal static class SqlExpression
{
    public const string NotSupported = "SQL filters are not supported by this broker, apart from 1=1 and 1=0; use a correlation filter";

    /// <summary>The filter that an expression means; null if it is not supported.</summary>
    public static RuleFilter? Read(string expression) => expression.Replace(" ", "", StringComparison.Ordinal) switch
    {
        "1=1" => new TrueFilter(),
        "1=0" => new FalseFilter(),
        _ => null,
    };
}
