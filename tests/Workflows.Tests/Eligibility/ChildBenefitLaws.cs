using CsCheck;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Tests.Eligibility;

public sealed class ChildBenefitLaws(ShippedCatalogue shipped) : IClassFixture<ShippedCatalogue>
{
    private static readonly string[] Programs = ["ca-child-benefit", "ca-on-child-benefit"];

    private static readonly Gen<decimal> Income = Gen.Int[0, 60_000_000].Select(cents => cents / 100m);
    private static readonly Gen<int[]> Ages = Gen.Int[0, 20].Array[0, 8];
    private static readonly Gen<string> Program = Gen.OneOf(Programs);

    private readonly EligibilityEvaluator _evaluator = new(shipped.Catalogue);

    [Fact]
    public void An_amount_is_never_negative_and_has_no_more_than_cents() =>
        Gen.Select(Program, Ages, Income).Sample((program, ages, income) =>
        {
            var amount = Amount(program, ages, income);
            return amount >= 0m && decimal.Round(amount, 2) == amount;
        });

    [Fact]
    public void An_amount_never_rises_with_income() =>
        Gen.Select(Program, Ages, Income, Income).Sample((program, ages, one, other) =>
            Amount(program, ages, Math.Min(one, other)) >= Amount(program, ages, Math.Max(one, other)));

    [Fact]
    public void An_amount_never_falls_when_a_child_is_added() =>
        Gen.Select(Program, Ages, Gen.Int[0, 20], Income).Sample((program, ages, added, income) =>
            Amount(program, [.. ages, added], income) >= Amount(program, ages, income));

    [Fact]
    public void The_order_of_the_children_does_not_matter() =>
        Gen.Select(Program, Ages, Income).Sample((program, ages, income) =>
            Amount(program, ages, income) == Amount(program, [.. ages.Reverse()], income));

    private decimal Amount(string program, int[] ages, decimal income) => _evaluator
        .Evaluate(program, new Family { ChildrenAged = ages, Income = income }.ToAttributes(), Family.Today).AnnualAmount ?? 0m;
}
