using System.Collections.Concurrent;
using System.Linq.Dynamic.Core;
using System.Linq.Expressions;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// Expressions of the programs of one catalogue, parsed. What a text means depends on the names that it can see and their types alone, so
/// programs that say the same share the parsed expression: parsing is most of what a load costs.
/// </summary>
internal sealed class ParsedExpressions
{
    private readonly ConcurrentDictionary<string, Lazy<LambdaExpression>> _parsed = new(StringComparer.Ordinal);

    /// <summary>How many different expressions were parsed.</summary>
    public int Count => _parsed.Count;

    /// <summary>A parsed expression; its parameters have the names and types of <paramref name="scope"/>.</summary>
    /// <exception cref="Exception">It is none. The parser answers some broken texts with exceptions of what it uses inside.</exception>
    public LambdaExpression Parse(IReadOnlyCollection<ParameterExpression> scope, string expression)
    {
        var key = $"{string.Join(',', scope.Select(known => $"{known.Name} {known.Type}"))}\n{expression}";
        return _parsed.GetOrAdd(
            key, _ => new(() => DynamicExpressionParser.ParseLambda(RuleTypes.Parsing, false, [.. scope], null, expression))).Value;
    }
}
