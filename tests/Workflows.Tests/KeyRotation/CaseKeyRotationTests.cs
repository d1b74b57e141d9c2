using System.Security.Cryptography;
using Azure.Data.Tables;
using Integration.Workflows.Audit;
using Integration.Workflows.Cases;
using Integration.Workflows.KeyRotation;
using Integration.Workflows.Protection;
using Integration.Workflows.Tests.Cases;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Workflows.Tests.KeyRotation;

/// <summary>Master keys are replaced, over a real table service. Every test has one of its own.</summary>
public sealed class CaseKeyRotationTests : IAsyncLifetime
{
    private static readonly TimeSpan _oneStep = TimeSpan.Zero;
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);
    private readonly Azurite _azurite = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TableServiceClient _tables = null!;
    private TableCaseStore _store = null!;

    [Fact]
    public async Task A_master_key_is_replaced_while_every_case_can_be_read()
    {
        var before = With(["first"], "first");
        var old = await before.AcceptAsync(key: "old");
        await before.OpenAsync(old);

        var during = With(["first", "second"], "second");
        var young = await during.AcceptAsync(key: "young");
        (await KeyOfAsync(old)).MasterKey.ShouldBe("first");
        (await KeyOfAsync(young)).MasterKey.ShouldBe("second");
        await ShouldReadAsync(during, old, young);
        await Should.ThrowAsync<MissingMasterKeyException>(With(["second"], "second").ViewAsync(old));

        (await RunAsync(["first", "second"], "second", _long)).ShouldBe(new RotationOutcome("second", 1, IsDone: false));

        var after = With(["second"], "second");
        await ShouldReadAsync(after, old, young);
        await ShouldReadAsync(during, old, young);
        (await after.AcceptAsync(key: "old")).ShouldBe(old);
        (await after.VerifyAuditAsync(old)).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_done_once_no_host_can_seal_under_the_old_one_any_more()
    {
        await With(["first"], "first").AcceptAsync(key: "old");
        await RunAsync(["first", "second"], "second", _long);

        // A host with the settings of before takes one more case in.
        var late = await With(["first", "second"], "first").AcceptAsync(key: "late");
        (await RunAsync(["first", "second"], "second", _long)).ShouldBeNull();
        _time.Advance(RotationProgress.Settling);

        (await RunAsync(["first", "second"], "second", _long)).ShouldBe(new RotationOutcome("second", 1, IsDone: true));
        (await KeyOfAsync(late)).MasterKey.ShouldBe("second");
        (await RunAsync(["second"], "second", _long)).ShouldBeNull();
    }

    [Fact]
    public async Task It_goes_on_where_it_was_and_two_hosts_do_nothing_twice()
    {
        const int Cases = 700;
        var ids = Enumerable.Range(0, Cases).Select(number => CaseId.From("agency", "newborn", $"{number}")).ToList();
        await Parallel.ForEachAsync(ids, Cancel, async (id, token) => await CreateAsync(id, Keys(["first"], "first"), token));

        var one = (await RunAsync(["first", "second"], "second", _oneStep)).ShouldNotBeNull();
        one.Rewrapped.ShouldBeInRange(1, Cases - 1);
        var rest = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RunAsync(["first", "second"], "second", _long)));
        _time.Advance(RotationProgress.Settling);
        var last = (await RunAsync(["first", "second"], "second", _long)).ShouldNotBeNull();

        (one.Rewrapped + rest.Sum(outcome => outcome?.Rewrapped ?? 0) + last.Rewrapped).ShouldBe(Cases);
        last.IsDone.ShouldBeTrue();
        (await new TableCaseKeys(_tables).ReadNotUnderAsync("second", null, Cancel)).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_that_is_being_changed_is_neither_held_up_nor_lost()
    {
        var network = With(["first", "second"], "first");
        var id = await network.AcceptAsync(key: "old");
        var read = await network.ReadAsync(id);

        await RunAsync(["first", "second"], "second", _long);

        var change = CaseChange.Of(read.Head, read.Revision, new AuditEntry(_time.GetUtcNow(), "something", "actor", id));
        (await _store.CommitAsync(change, Cancel)).ShouldBe(CommitOutcome.Committed);
        await ShouldReadAsync(With(["second"], "second"), id);
    }

    [Fact]
    public async Task A_master_key_that_was_taken_away_too_early_is_named_and_nothing_is_lost()
    {
        var id = await With(["first"], "first").AcceptAsync(key: "old");

        (await Should.ThrowAsync<MissingMasterKeyException>(RunAsync(["second"], "second", _long)))
            .Message.ShouldContain("Protection__MasterKeys__first");

        (await RunAsync(["first", "second"], "second", _long))!.Rewrapped.ShouldBe(1);
        await ShouldReadAsync(With(["second"], "second"), id);
    }

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Assert.SkipWhen(_azurite.ConnectionString is null, "Azurite is not installed; it comes with the local AppHost.");
        _tables = new TableServiceClient(_azurite.ConnectionString);
        _store = new TableCaseStore(_tables);
        await _store.PrepareAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static MasterKeys Keys(string[] ids, string current) =>
        new(ids.ToDictionary(id => id, id => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id))), current);

    private Network With(string[] ids, string current) => new(_store, keys: Keys(ids, current));

    private Task<RotationOutcome?> RunAsync(string[] ids, string current, TimeSpan limit) =>
        new CaseKeyRotation(new TableCaseKeys(_tables), Keys(ids, current), _time).RunAsync(limit, Cancel);

    private async Task<WrappedKey> KeyOfAsync(string id) => (await _store.FindAsync(id, Cancel))!.Key;

    private static async Task ShouldReadAsync(Network network, params string[] ids)
    {
        foreach (var id in ids)
        {
            (await network.ViewAsync(id)).ShouldNotBeNull();
        }
    }

    private async Task CreateAsync(string id, MasterKeys keys, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var head = new CaseHead(id, "newborn", "v1", "agency", "hash", CaseStatus.Received, 0, now, null, null, AuditChain.Start(id));
        var change = CaseChange.Of(head, null, new AuditEntry(now, AuditKinds.CaseReceived, "agency", id));
        await _store.CommitAsync(change with { Key = keys.NewKey(id) }, cancellation);
    }
}
