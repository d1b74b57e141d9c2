using Integration.Workflows.Audit.Anchoring;
using Integration.Workflows.Cases;

namespace Integration.Workflows.Tests.Audit.Anchoring;

/// <summary>What every store of anchors must do.</summary>
public abstract class AnchorStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task An_empty_store_has_no_anchors_and_no_leaves()
    {
        var store = await OpenAsync();

        (await AllAsync(store)).ShouldBeEmpty();
        (await store.ReadLeavesAsync(1, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Anchors_are_read_as_they_were_added_the_newest_first()
    {
        var store = await OpenAsync();
        var first = AnchorChain.Append(null, Now, isComplete: true, Tips(3));
        var second = AnchorChain.Append(first.Anchor, Now.AddMinutes(5), isComplete: true, []);

        (await store.TryAddAsync(first, Cancel)).ShouldBeTrue();
        (await store.TryAddAsync(second, Cancel)).ShouldBeTrue();

        (await AllAsync(store)).ShouldBe([second.Anchor, first.Anchor]);
        (await store.FindAsync(2, Cancel)).ShouldBe(second.Anchor);
        (await store.FindAsync(3, Cancel)).ShouldBeNull();
        (await store.ReadLeavesAsync(1, Cancel)).ShouldBe(first.Leaves);
        (await store.ReadLeavesAsync(2, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_largest_anchor_is_one_write()
    {
        var store = await OpenAsync();
        var anchor = AnchorChain.Append(null, Now, isComplete: false, Tips(IAnchorStore.MaximumLeaves));

        (await store.TryAddAsync(anchor, Cancel)).ShouldBeTrue();

        (await store.ReadLeavesAsync(1, Cancel)).ShouldBe(anchor.Leaves);
    }

    [Fact]
    public async Task Of_many_that_add_the_same_number_one_is_first_and_the_others_change_nothing()
    {
        var store = await OpenAsync();
        var rivals = Enumerable.Range(1, 8).Select(count => AnchorChain.Append(null, Now, isComplete: true, Tips(count))).ToList();

        var outcomes = await Task.WhenAll(rivals.Select(rival => store.TryAddAsync(rival, Cancel)));

        var winner = rivals[outcomes.Index().Single(outcome => outcome.Item).Index];
        (await AllAsync(store)).ShouldBe([winner.Anchor]);
        (await store.ReadLeavesAsync(1, Cancel)).ShouldBe(winner.Leaves);
    }

    private protected abstract Task<IAnchorStore> OpenAsync();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<AnchoredTip> Tips(int count) => Enumerable.Range(1, count)
        .Select(number => CaseId.From("portal", "newborn", $"{number}"))
        .Select(id => new AnchoredTip(id, 12, Integration.Workflows.Audit.AuditChain.Start(id).Hash));

    private static async Task<List<AuditAnchor>> AllAsync(IAnchorStore store)
    {
        var all = new List<AuditAnchor>();
        await foreach (var anchor in store.ReadNewestFirstAsync(Cancel))
        {
            all.Add(anchor);
        }

        return all;
    }
}
