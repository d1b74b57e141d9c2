using CsCheck;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;

namespace Integration.Workflows.Tests.Audit.Verification;

public sealed class AuditWalkTests
{
    private static readonly Gen<(int Case, int Records, bool IsAnchored)> Move = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Bool);

    public static TheoryData<string> Tamperings() => [.. Tampering.All.Keys];

    [Fact]
    public void Nothing_is_found_where_nothing_was_tampered_with() =>
        Move.List[0, 10].Sample(moves =>
        {
            var world = WorldOf(moves);
            var report = world.Verify([.. world.Anchors.Stored.Select(stored => WitnessOf(stored.Anchor))]);
            report.Findings.ShouldBeEmpty();
            report.Cases.ShouldBe(world.Cases.Count);
            report.Records.ShouldBe(world.Cases.Values.Sum(stored => stored.Records.Count));
            report.Anchors.ShouldBe(world.Anchors.Stored.Count);
        });

    [Theory]
    [MemberData(nameof(Tamperings))]
    public void Tampering_is_found_and_its_place_is_named(string tampering) =>
        Gen.Select(Move.List[1, 10], Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((moves, one, other) =>
        {
            var world = WorldOf(moves);
            AnchorWitness[] witnesses = world.Anchors.Stored.Count == 0 ? [] : [WitnessOf(world.Anchors.Stored[^1].Anchor)];

            var expected = Tampering.All[tampering](world, one, other);

            var findings = world.Verify(witnesses).Findings;
            return expected?.IsMetBy(findings) ?? findings.Count == 0;
        });

    [Fact]
    public void A_case_that_no_anchor_covers_to_its_end_is_counted()
    {
        var world = WorldOf([(0, 1, false), (1, 2, true), (1, 1, false), (2, 1, false)]);

        world.Verify().Uncovered.ShouldBe(2);
    }

    [Fact]
    public void A_case_that_was_written_to_while_it_was_read_is_looked_at_again()
    {
        var world = WorldOf([(0, 3, true)]);
        world.IsTorn = true;

        world.Verify().Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_last_anchor_cut_off_is_found_by_who_was_shown_it_and_by_nobody_else()
    {
        var world = WorldOf([(0, 1, true), (0, 1, true)]);
        var shown = WitnessOf(world.Anchors.Stored[^1].Anchor);
        world.Anchors.Stored.RemoveAt(1);

        world.Verify().Findings.ShouldBeEmpty();
        world.Verify(shown).Findings.Single().Kind.ShouldBe(AuditFindingKind.AnchorMissing);
    }

    [Fact]
    public void A_head_that_claims_a_chain_without_end_is_one_finding()
    {
        var world = WorldOf([(0, 3, true)]);
        var stored = world.Cases[AuditWorld.IdOf(0)];
        stored.Tip = stored.Tip! with { Sequence = long.MaxValue };

        world.Verify().Findings.Single().ToString().ShouldBe(
            $"case {AuditWorld.IdOf(0)}, record 4: was removed, and all up to record 9223372036854775807, which the head ends at");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", false)]
    [InlineData("1:ABC", false)]
    [InlineData("0:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    [InlineData("x:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    [InlineData("12:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", true)]
    public void A_witness_is_read_as_it_is_written(string text, bool isOne)
    {
        AnchorWitness.TryParse(text, out var witness).ShouldBe(isOne);
        witness?.ToString().ShouldBe(text);
    }

    private static AnchorWitness WitnessOf(AuditAnchor anchor) => new(anchor.Sequence, anchor.Hash);

    private static AuditWorld WorldOf(List<(int Case, int Records, bool IsAnchored)> moves)
    {
        var world = new AuditWorld();
        foreach (var (number, records, isAnchored) in moves)
        {
            world.Grow(number, records);
            if (isAnchored)
            {
                world.Anchor();
            }
        }

        return world;
    }
}
