using System.Linq.Dynamic.Core;
using System.Linq.Dynamic.Core.Parser;
using System.Linq.Expressions;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class RulePromoterTests
{
    private static readonly Type[] Types =
    [
        typeof(decimal), typeof(int), typeof(int?), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal?), typeof(bool), typeof(bool?), typeof(string), typeof(object), typeof(DateOnly), typeof(DateOnly?),
        typeof(DateTime), typeof(TimeSpan), typeof(DayOfWeek), typeof(FactSheet),
    ];

    private static readonly Expression[] Operands =
    [
        .. Types.Select(type => Expression.Parameter(type)),
        .. new object[] { 0, 1, -1, 1u, 5_000_000_000L, 0m, 1.5m, 1.5, true, "Monday", "x" }.Select(Expression.Constant),
        Expression.Constant(null),
    ];

    [Fact]
    public void What_becomes_of_an_operand_is_what_the_parser_makes_of_it_however_often_it_is_asked()
    {
        var parsers = new ExpressionPromoter(ParsingConfig.Default);
        var promoter = new RulePromoter(new ExpressionPromoter(ParsingConfig.Default));
        var cases =
            from round in Enumerable.Range(0, 2)
            from operand in Operands
            from type in Types
            from exact in new[] { false, true }
            from convert in new[] { false, true }
            select (operand, type, exact, convert);

        foreach (var (operand, type, exact, convert) in cases)
        {
            var promoted = promoter.Promote(operand, type, exact, convert);

            var expected = parsers.Promote(operand, type, exact, convert);
            (promoted?.NodeType, promoted?.Type, promoted?.ToString())
                .ShouldBe((expected?.NodeType, expected?.Type, expected?.ToString()), $"{operand} of {operand.Type} to {type}");
        }
    }

    [Fact]
    public void What_never_becomes_of_another_type_is_asked_of_the_parser_once()
    {
        var parsers = new Counting();
        var promoter = new RulePromoter(parsers);

        for (var i = 0; i < 10; i++)
        {
            promoter.Promote(Expression.Parameter(typeof(decimal)), typeof(int), exact: false, convertExpression: true).ShouldBeNull();
        }

        parsers.Count.ShouldBe(1);
    }

    [Fact]
    public void What_becomes_of_a_whole_number_depends_on_the_number()
    {
        var promoter = new RulePromoter(new ExpressionPromoter(ParsingConfig.Default));

        promoter.Promote(Expression.Constant(-1), typeof(uint), exact: false, convertExpression: true).ShouldBeNull();
        promoter.Promote(Expression.Constant(1), typeof(uint), exact: false, convertExpression: true).ShouldNotBeNull();
    }

    private sealed class Counting : IExpressionPromoter
    {
        public int Count { get; private set; }

        public Expression? Promote(Expression sourceExpression, Type type, bool exact, bool convertExpression)
        {
            Count++;
            return null;
        }
    }
}
