using System.Linq.Expressions;
using System.Reflection;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>
/// Walks a bound expression and lets through only what decides a program: facts, figures, dates, comparison and decimal arithmetic.
/// Whatever the expression language could otherwise reach is refused here, by the bound tree and not by its text.
/// </summary>
internal sealed class RuleSandbox(
    IReadOnlyDictionary<string, FactDefinition> facts,
    IReadOnlyDictionary<string, ParameterValue> parameters) : ExpressionVisitor
{
    private static readonly HashSet<Type> Values =
    [
        typeof(decimal), typeof(int), typeof(bool), typeof(string), typeof(DateOnly), typeof(string[]),
        typeof(FactSheet), typeof(ParameterSheet),
    ];

    private static readonly HashSet<string> MathFunctions =
        [nameof(Math.Min), nameof(Math.Max), nameof(Math.Abs), nameof(Math.Floor), nameof(Math.Ceiling)];

    private static readonly HashSet<string> DayMembers =
    [
        nameof(DateOnly.AddDays), nameof(DateOnly.AddMonths), nameof(DateOnly.AddYears),
        nameof(DateOnly.Year), nameof(DateOnly.Month), nameof(DateOnly.Day),
    ];

    private static readonly Dictionary<string, FactType> Lookups = new(StringComparer.Ordinal)
    {
        [nameof(FactSheet.Money)] = FactType.Money,
        [nameof(FactSheet.Number)] = FactType.Number,
        [nameof(FactSheet.Text)] = FactType.Text,
        [nameof(FactSheet.Flag)] = FactType.Flag,
        [nameof(FactSheet.Day)] = FactType.Date,
        [nameof(FactSheet.Age)] = FactType.Date,
        [nameof(FactSheet.Birthday)] = FactType.Date,
        [nameof(FactSheet.CountAged)] = FactType.Dates,
        [nameof(FactSheet.Count)] = FactType.Count,
    };

    private readonly HashSet<string> _facts = [];
    private readonly List<(string Problem, string Remedy)> _violations = [];

    /// <summary>The facts that the expression may ask for.</summary>
    public IReadOnlySet<string> Facts => _facts;

    /// <summary>What the expression may not do.</summary>
    public IReadOnlyList<(string Problem, string Remedy)> Violations => _violations;

    public override Expression? Visit(Expression? node)
    {
        if (node is not null && !Values.Contains(node.Type))
        {
            Refuse(
                $"The expression uses a value of type {node.Type.Name}.",
                "Only decimal, int, bool, string and DateOnly are known; write decimal figures with an m, as in 0.05m.");
            return node;
        }

        return base.Visit(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(FactSheet))
        {
            CheckFact(node);
        }
        else if (node.Method.DeclaringType == typeof(ParameterSheet))
        {
            CheckParameter(node);
        }
        else if (!IsAllowed(node.Method))
        {
            Refuse(
                $"The expression calls {node.Method.DeclaringType?.Name}.{node.Method.Name}.",
                "Rules may call the lookups of facts and parameters, Math.Min, Max, Abs, Floor, Ceiling, Add methods of dates, and 'in'.");
        }

        return base.VisitMethodCall(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        var allowed = node.Member.DeclaringType == typeof(FactSheet)
            || (node.Member.DeclaringType == typeof(DateOnly) && DayMembers.Contains(node.Member.Name));
        if (!allowed)
        {
            Refuse(
                $"The expression reads {node.Member.DeclaringType?.Name}.{node.Member.Name}.",
                "Rules may read facts.AsOf and the Year, Month and Day of dates.");
        }

        return base.VisitMember(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        var divides = node.NodeType is ExpressionType.Divide or ExpressionType.Modulo;
        if (divides && node.Right is not ConstantExpression { Value: not (0 or 0m) })
        {
            Refuse("The expression divides by a value that could be zero.",
                "Divide by a literal other than zero, or multiply by a parameter.");
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        Refuse($"The expression creates a {node.Type.Name}.", "Rules create nothing; take dates from facts.");
        return node;
    }

    private static bool IsAllowed(MethodInfo method) =>
        (method.DeclaringType == typeof(Math) && MathFunctions.Contains(method.Name))
        || (method.DeclaringType == typeof(DateOnly) && (DayMembers.Contains(method.Name) || method.IsSpecialName))
        || (method.DeclaringType == typeof(Enumerable) && method.Name == nameof(Enumerable.Contains))
        || (method.DeclaringType == typeof(decimal) && method.IsSpecialName);

    private void CheckFact(MethodCallExpression call)
    {
        if (call.Arguments is not [ConstantExpression { Value: string name }, ..])
        {
            Refuse($"The name given to facts.{call.Method.Name} is computed.", "Name the fact by a literal.");
        }
        else if (!facts.TryGetValue(name, out var definition))
        {
            Refuse($"There is no fact '{name}'.", $"The program's facts are {Listing(facts.Keys)}.");
        }
        else if (!Lookups.TryGetValue(call.Method.Name, out var type) || type != definition.Type)
        {
            var fitting = Lookups.Where(lookup => lookup.Value == definition.Type).Select(lookup => "facts." + lookup.Key);
            Refuse($"facts.{call.Method.Name} can't read '{name}', a fact of type {definition.Type}.", $"Use {Listing(fitting)}.");
        }
        else
        {
            _facts.Add(name);
        }
    }

    private void CheckParameter(MethodCallExpression call)
    {
        var asksForRow = call.Method.Name == nameof(ParameterSheet.Row);
        if (call.Arguments is not [ConstantExpression { Value: string name }, ..])
        {
            Refuse($"The name given to parameters.{call.Method.Name} is computed.", "Name the parameter by a literal.");
        }
        else if (!parameters.TryGetValue(name, out var value))
        {
            Refuse($"There is no parameter '{name}'.", $"The program's parameters are {Listing(parameters.Keys)}.");
        }
        else if (value.HasRows != asksForRow)
        {
            Refuse(
                $"The parameter '{name}' {(value.HasRows ? "has rows" : "is one figure")}.",
                $"Use parameters.{(value.HasRows ? nameof(ParameterSheet.Row) : nameof(ParameterSheet.Value))}.");
        }
    }

    private void Refuse(string problem, string remedy) => _violations.Add((problem, remedy));

    private static string Listing(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
