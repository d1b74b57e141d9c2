using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.Protection;
using Integration.Workflows.Steps;

namespace Integration.Workflows.Tests.Cases;

/// <summary>What every store of cases must do.</summary>
public abstract class CaseStoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly string _id = CaseId.From("agency", "newborn", Guid.NewGuid().ToString());

    [Fact]
    public async Task A_case_that_was_never_stored_is_not_found()
    {
        var store = await OpenAsync();

        (await store.FindAsync(_id, Cancel)).ShouldBeNull();
        (await store.FindAsync("' or true", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_written_is_read_again()
    {
        var store = await OpenAsync();
        var application = Enumerable.Range(0, 150_000).Select(value => (byte)value).ToArray();

        (await store.CommitAsync(New() with { SealedApplication = application }, Cancel)).ShouldBe(CommitOutcome.Committed);

        var read = (await store.FindAsync(_id, Cancel)).ShouldNotBeNull();
        read.Head.ShouldBe(New().Head);
        read.Key.ShouldBe(New().Key);
        read.SealedApplication.ShouldBe(application);
        read.Audit.ShouldBe(New().Audit);
        read.Revision.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_case_can_be_created_once()
    {
        var store = await OpenAsync();

        await store.CommitAsync(New(), Cancel);

        (await store.CommitAsync(New(), Cancel)).ShouldBe(CommitOutcome.AlreadyThere);
    }

    [Fact]
    public async Task A_write_that_was_called_off_before_it_began_leaves_nothing()
    {
        var store = await OpenAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => store.CommitAsync(New(), new CancellationToken(canceled: true)));

        (await store.FindAsync(_id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Requests_results_and_the_head_change_together()
    {
        var (store, read) = await CreatedAsync();

        (await store.CommitAsync(Answered(read), Cancel)).ShouldBe(CommitOutcome.Committed);

        var changed = (await store.FindAsync(_id, Cancel)).ShouldNotBeNull();
        changed.StatusOf(Key).ShouldBe("completed");
        changed.FindRequest(Key).ShouldBe(Answered(read).Requests[0]);
        changed.Results.Single().SealedAnswer.ShouldBe([1, 2, 3]);
        AuditChain.Verify(_id, changed.Audit, changed.Head.Tip).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_that_was_decided_on_an_old_revision_writes_nothing()
    {
        var (store, read) = await CreatedAsync();
        await store.CommitAsync(CaseChange.Of(read.Head, read.Revision, Entry("something-else")), Cancel);

        (await store.CommitAsync(Answered(read), Cancel)).ShouldBe(CommitOutcome.Stale);

        (await store.FindAsync(_id, Cancel)).ShouldNotBeNull().Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_result_is_stored_once()
    {
        var (store, read) = await CreatedAsync();
        await store.CommitAsync(Answered(read), Cancel);
        var again = (await store.FindAsync(_id, Cancel)).ShouldNotBeNull();

        var outcome = await store.CommitAsync(Answered(again) with { Requests = [] }, Cancel);

        outcome.ShouldBe(CommitOutcome.AlreadyThere);
        (await store.FindAsync(_id, Cancel)).ShouldNotBeNull().Head.ShouldBe(again.Head);
    }

    [Fact]
    public async Task Of_many_changes_at_once_one_is_written()
    {
        var (store, read) = await CreatedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.CommitAsync(Answered(read), Cancel)));

        outcomes.Count(outcome => outcome == CommitOutcome.Committed).ShouldBe(1);
        outcomes.Count(outcome => outcome == CommitOutcome.Stale).ShouldBe(7);
    }

    private protected abstract Task<ICaseStore> OpenAsync();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StepKey Key => new(_id, StepNames.Eligibility, "ca-child-benefit", 1);

    private static AuditEntry Entry(string kind) => new(Now, kind, "actor", "subject", """{"é":1}""");

    private CaseChange New() => CaseChange.Of(
        new CaseHead(_id, "newborn", "v1", "agency", "hash", CaseStatus.Received, 0, Now, null, null, AuditChain.Start(_id)),
        null, Entry("created")) with
    {
        Key = new WrappedKey("first", "sealed"),
    };

    private CaseChange Answered(CaseRecord read) => CaseChange.Of(
        read.Head with { Status = CaseStatus.Closed, ClosedAt = Now, Outcome = "done", Attempt = 1 },
        read.Revision, Entry("one"), Entry("two")) with
    {
        Requests = [new StepRequest(Key, "cra-benefits", "eligibility-checks", "purpose", Now, null)],
        Results = [new StepResult(Key, "a1", 1, "completed", Now, [1, 2, 3])],
    };

    private async Task<(ICaseStore Store, CaseRecord Read)> CreatedAsync()
    {
        var store = await OpenAsync();
        await store.CommitAsync(New() with { SealedApplication = [1] }, Cancel);
        return (store, (await store.FindAsync(_id, Cancel)).ShouldNotBeNull());
    }
}
