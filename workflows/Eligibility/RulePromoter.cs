using System.Collections.Concurrent;
using System.Linq.Dynamic.Core.Parser;
using System.Linq.Expressions;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// Promotes operands as the parser does, and remembers which types never become which: for every operator the parser tries each numeric
/// type, and searches all methods of both types for a conversion each time.
/// </summary>
/// <param name="parsers">The parser's own.</param>
internal sealed class RulePromoter(IExpressionPromoter parsers) : IExpressionPromoter
{
    private readonly ConcurrentDictionary<(Type From, Type To), bool> _never = new();

    public Expression? Promote(Expression sourceExpression, Type type, bool exact, bool convertExpression)
    {
        // What becomes of a literal depends on its text as well.
        var byTypeAlone = sourceExpression is not (ConstantExpression or LambdaExpression) || sourceExpression.Type == typeof(decimal);
        if (!byTypeAlone)
        {
            return parsers.Promote(sourceExpression, type, exact, convertExpression);
        }

        if (_never.ContainsKey((sourceExpression.Type, type)))
        {
            return null;
        }

        var promoted = parsers.Promote(sourceExpression, type, exact, convertExpression);
        if (promoted is null)
        {
            _never.TryAdd((sourceExpression.Type, type), true);
        }

        return promoted;
    }
}
