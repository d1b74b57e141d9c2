using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>The figures in force on the day decided for: <c>parameters</c> in an expression.</summary>
public sealed class ParameterSheet
{
    private readonly Dictionary<string, ParameterValue> _values;

    internal ParameterSheet(IEnumerable<ParameterPeriod> periods) =>
        _values = periods.SelectMany(period => period.Values).ToDictionary(StringComparer.Ordinal);

    /// <summary>A figure.</summary>
    public decimal Value(string name) => _values[name].Single;

    /// <summary>The figure of the row with the highest key that is not above <paramref name="at"/>; 0 below the first row.</summary>
    public decimal Row(string name, int at) => _values[name].Row(at);
}
