using System.Linq.Dynamic.Core.Exceptions;
using System.Linq.Expressions;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// Parses and binds the expressions of one program in the order in which they see each other, and holds them to the sandbox.
/// </summary>
internal sealed class RuleBinder(
    IReadOnlyDictionary<string, FactDefinition> facts,
    IReadOnlyDictionary<string, ParameterValue> parameters,
    ParsedExpressions expressions)
{
    private readonly List<ParameterExpression> _scope =
    [
        Expression.Parameter(typeof(FactSheet), ProgramRules.Facts),
        Expression.Parameter(typeof(ParameterSheet), ProgramRules.Parameters),
    ];

    private readonly Dictionary<string, IReadOnlySet<string>> _named = new(StringComparer.Ordinal);
    private readonly List<RuleError> _errors = [];

    /// <summary>Binds a first expression, so that the next ones are bound fast.</summary>
    public static void Prepare()
    {
        var facts = new Dictionary<string, FactDefinition> { ["income"] = new("/income", FactType.Money, new("income", "revenu")) };
        var binder = new RuleBinder(facts, new Dictionary<string, ParameterValue>(), new ParsedExpressions());
        binder.Bind("", "Math.Max(0m, facts.Money(\"income\")) > 1m", typeof(bool));
    }

    /// <summary>What was wrong so far.</summary>
    public IReadOnlyList<RuleError> Errors => _errors;

    /// <summary>Binds an expression and makes it known to the following ones by a name.</summary>
    public void BindNamed(string pointer, string name, string expression)
    {
        if (_scope.Any(known => known.Name == name))
        {
            _errors.Add(new(pointer, $"The name '{name}' is taken.", "Give every named expression a name of its own."));
            return;
        }

        // A broken one keeps its name, so that its users are not reported on its account.
        var bound = Bind(pointer, expression, null);
        _scope.Add(Expression.Parameter(bound?.Type ?? typeof(decimal), name));
        _named.Add(name, bound?.Facts ?? new HashSet<string>());
    }

    /// <summary>Binds an expression that must yield a type.</summary>
    public BoundExpression? Bind(string pointer, string expression, Type? expected)
    {
        var lambda = Parse(pointer, expression);
        if (lambda is null)
        {
            return null;
        }

        var sandbox = new RuleSandbox(facts, parameters);
        sandbox.Visit(lambda.Body);
        _errors.AddRange(sandbox.Violations.Select(violation => new RuleError(pointer, violation.Problem, violation.Remedy)));
        if (sandbox.Violations.Count > 0)
        {
            return null;
        }

        if (expected is not null && !Yields(lambda.ReturnType, expected))
        {
            _errors.Add(new(pointer, $"The expression yields {lambda.ReturnType.Name}.", $"It must yield {expected.Name}."));
            return null;
        }

        var used = NamedExpressions.In(lambda.Body).Where(_named.ContainsKey).SelectMany(name => _named[name]);
        return new BoundExpression(lambda.ReturnType, sandbox.Facts.Concat(used).ToHashSet());
    }

    private static bool Yields(Type actual, Type expected) =>
        actual == expected || (expected == typeof(decimal) && actual == typeof(int));

    private LambdaExpression? Parse(string pointer, string expression)
    {
        try
        {
            return expressions.Parse(_scope, expression);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The parser answers some broken texts with exceptions of the converters that it uses inside.
            var place = error is ParseException { Position: var position } ? $" (at character {position + 1})" : "";
            _errors.Add(
                new(pointer, $"The expression does not compile: {error.Message}{place}.", "See the rule language in Catalogue/README.md."));
            return null;
        }
    }

    private sealed class NamedExpressions : ExpressionVisitor
    {
        private readonly HashSet<string> _names = [];

        public static HashSet<string> In(Expression body)
        {
            var visitor = new NamedExpressions();
            visitor.Visit(body);
            return visitor._names;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _names.Add(node.Name ?? "");
            return node;
        }
    }
}
