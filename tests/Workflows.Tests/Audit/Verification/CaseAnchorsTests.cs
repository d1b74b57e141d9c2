using CsCheck;
using Integration.Workflows.Audit;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Audit.Verification;

namespace Integration.Workflows.Tests.Audit.Verification;

public sealed class CaseAnchorsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Every_anchor_that_a_case_is_in_is_found_and_proves_it() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Bool).List[1, 20].SampleAsync(async moves =>
        {
            var world = new AuditWorld();
            foreach (var (number, records, isAnchored) in moves)
            {
                world.Grow(number, records);
                _ = isAnchored ? await world.AnchorAsync() : null;
            }

            foreach (var (id, stored) in world.Cases)
            {
                var audit = new CaseAudit(id, stored.Tip, stored.Records);
                var coverage = await new CaseAnchors(world.Anchors).CoverAsync(audit, CancellationToken.None);

                coverage.Findings.ShouldBeEmpty();
                coverage.Anchors.Select(covering => covering.Anchor.Sequence).ShouldBe(
                    world.Anchors.Stored.Where(anchor => anchor.Leaves.Any(leaf => leaf.CaseId == id))
                        .Select(anchor => anchor.Anchor.Sequence));
                coverage.Anchors.ShouldAllBe(covering => MerkleTree.Proves(
                    covering.Proof, new AnchoredTip(id, covering.Tip.Sequence, covering.Tip.Hash).ToString(), covering.Anchor.Root));
            }
        });

    [Fact]
    public async Task A_case_that_was_rewritten_since_is_found()
    {
        var world = new AuditWorld();
        world.Grow(0, records: 3);
        await world.AnchorAsync();
        Tampering.All["chain rewritten, head and all"](world, 0, 0);
        var (id, stored) = world.Cases.Single();

        var coverage = await new CaseAnchors(world.Anchors).CoverAsync(new CaseAudit(id, stored.Tip, stored.Records), Cancel);

        coverage.Findings.Select(finding => (finding.Kind, finding.Anchor)).ShouldBe([(AuditFindingKind.ChainRewritten, 1)]);
    }

    [Fact]
    public async Task Of_a_year_of_anchors_few_are_read()
    {
        var world = new AuditWorld();
        world.Grow(0, records: 1);
        for (var day = 0; day < 365; day++)
        {
            await world.AnchorAsync();
        }

        world.Grow(1, records: 1);
        await world.AnchorAsync();
        var store = new CountingAnchorStore(world.Anchors);
        var (id, stored) = world.Cases.Single(each => each.Key == AuditWorld.IdOf(1));

        var coverage = await new CaseAnchors(store).CoverAsync(new CaseAudit(id, stored.Tip, stored.Records), Cancel);

        coverage.Anchors.Single().Anchor.Sequence.ShouldBe(366);
        store.Reads.ShouldBeLessThan(15);
    }
}
