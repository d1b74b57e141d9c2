using CsCheck;
using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Tests.Audit.Verification;

namespace Integration.Workflows.Tests.Audit.Anchoring;

public sealed class TipAnchoringTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private readonly AuditWorld _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_anchor_has_every_case()
    {
        _world.Grow(0, records: 2);
        _world.Grow(1, records: 1);

        var outcome = await _world.AnchorAsync();

        outcome.WasFirst.ShouldBeTrue();
        outcome.Added.Single().Count.ShouldBe(2);
        _world.Anchors.Stored.Single().Leaves.ShouldBe(_world.Tips(), ignoreOrder: true);
    }

    [Fact]
    public void Each_anchor_has_the_cases_that_have_grown_since_and_no_others() =>
        Gen.Int[0, 4].Array[0, 5].List[1, 6].Sample(rounds =>
        {
            var world = new AuditWorld();
            foreach (var round in rounds)
            {
                Array.ForEach(round, number => world.Grow(number, records: 1));
                world.Anchor();
                world.Anchors.Stored[^1].Leaves.Select(leaf => leaf.CaseId)
                    .ShouldBe(round.Distinct().Select(AuditWorld.IdOf).Order(StringComparer.Ordinal));
            }
        });

    [Fact]
    public async Task A_case_that_was_written_to_while_the_last_look_was_under_way_is_in_the_next_anchor()
    {
        _world.Grow(0, records: 1);
        _world.OnRead = () => _world.Grow(1, records: 1);
        await _world.AnchorAsync();
        _world.OnRead = () => { };

        await _world.AnchorAsync();

        _world.Anchors.Stored[^1].Leaves.Single().CaseId.ShouldBe(AuditWorld.IdOf(1));
    }

    [Fact]
    public async Task Where_nothing_has_moved_an_anchor_without_leaves_shows_that_somebody_looked()
    {
        await _world.AnchorAsync();

        _world.Anchors.Stored.Single().Anchor.Count.ShouldBe(0);
    }

    [Fact]
    public async Task More_cases_than_an_anchor_holds_are_anchored_in_several()
    {
        for (var number = 0; number <= IAnchorStore.MaximumLeaves; number++)
        {
            _world.Grow(number, records: 1);
        }

        var outcome = await _world.AnchorAsync();

        outcome.Added.Select(anchor => anchor.Count).ShouldBe([IAnchorStore.MaximumLeaves, 1]);
        outcome.Added[0].SeenUntil.ShouldBe(DateTimeOffset.UnixEpoch);
        outcome.Added[1].SeenUntil.ShouldBe(outcome.Added[1].At);
    }

    [Fact]
    public async Task What_a_look_that_died_half_way_has_left_is_in_the_next_anchor()
    {
        for (var number = 0; number <= IAnchorStore.MaximumLeaves; number++)
        {
            _world.Grow(number, records: 1);
        }

        await _world.AnchorAsync();
        var lost = _world.Anchors.Stored[1].Leaves.Single();
        _world.Anchors.Stored.RemoveAt(1);

        await _world.AnchorAsync();

        _world.Anchors.Stored[1].Leaves.ShouldBe([lost]);
    }

    [Fact]
    public async Task Of_two_hosts_at_once_one_is_first_and_nothing_is_anchored_twice()
    {
        _world.Grow(0, records: 3);
        AnchoringOutcome? rival = null;
        _world.OnRead = () =>
        {
            _world.OnRead = () => { };
            rival = _world.Anchor();
        };

        var outcome = await _world.AnchorAsync();

        outcome.WasFirst.ShouldBeFalse();
        outcome.Added.ShouldBeEmpty();
        rival!.WasFirst.ShouldBeTrue();
        _world.Anchors.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_look_is_due_an_interval_after_the_last_anchor_whoever_made_it()
    {
        var anchoring = new TipAnchoring(_world, _world.Anchors, _world.Time);
        (await anchoring.RunWhenDueAsync(Interval, Cancel)).ShouldNotBeNull();
        var first = _world.Anchors.Stored.Single().Anchor.At;

        _world.Time.Now = first + Interval - TimeSpan.FromMilliseconds(1);
        (await anchoring.RunWhenDueAsync(Interval, Cancel)).ShouldBeNull();
        _world.Time.Now = first + Interval;
        (await anchoring.RunWhenDueAsync(Interval, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_head_that_can_be_no_end_of_a_chain_is_left_to_verification()
    {
        _world.Grow(0, records: 1);
        _world.Cases[AuditWorld.IdOf(0)].Tip = new(1, "no hash");

        (await _world.AnchorAsync()).Added.Single().Count.ShouldBe(0);
    }
}
