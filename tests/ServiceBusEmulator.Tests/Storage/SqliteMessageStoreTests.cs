using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Storage;

namespace Integration.Local.ServiceBusEmulator.Tests.Storage;

public sealed class SqliteMessageStoreTests : IDisposable
{
    private static readonly DateTime _time = new(2026, 1, 5, 9, 0, 0, 123, DateTimeKind.Utc);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_was_committed_is_there_again()
    {
        var batch = new CommitBatch(1);
        batch.Add(1, new MessageChange.Insert(Record(1)));
        batch.Add(2, new MessageChange.Insert(Record(2) with { ExpiresAt = DateTime.MaxValue, MessageId = null, SessionId = null }));
        batch.Set(batch.Sequences, 1, 7L);
        batch.Set(batch.SessionStates, (1, "s"), [5]);
        batch.Set(batch.MessageIds, (1, "m"), _time);
        batch.Set(batch.Rules, (1, "r"), new RuleRecord(1, "r", _time, [6]));
        using (var store = Open())
        {
            store.Register([new StoredEntity(1, "q", 0, "declared")], []);
            store.Commit(batch);
        }

        using var again = Open();
        var state = again.Load();

        state.Entities.ShouldBe([new StoredEntity(1, "q", 7, "declared")]);
        state.Messages.Select(kept => kept.Message).ShouldBe(
        [
            Record(1) with { Body = null },
            Record(2) with { ExpiresAt = DateTime.MaxValue, MessageId = null, SessionId = null, Body = null },
        ]);
        state.Messages[0].Size.ShouldBe(3);
        again.ReadBody(1).ShouldBe([1, 2, 3]);
        state.SessionStates.ShouldHaveSingleItem().State.ShouldBe([5]);
        state.MessageIds.ShouldHaveSingleItem().ShouldBe((1, "m", _time));
        state.Rules.ShouldHaveSingleItem().Filter.ShouldBe([6]);
    }

    [Fact]
    public void Changes_and_deletions_are_kept_too()
    {
        using (var store = Open())
        {
            var first = new CommitBatch(1);
            first.Add(1, new MessageChange.Insert(Record(1)));
            first.Add(2, new MessageChange.Insert(Record(2)));
            first.Set(first.SessionStates, (1, "s"), [5]);
            store.Commit(first);
            var second = new CommitBatch(2);
            second.Add(1, new MessageChange.Update(Record(1) with { Entity = 9, DeliveryCount = 4, Body = [8, 8] }));
            second.Add(2, new MessageChange.Delete(2));
            second.Set(second.SessionStates, (1, "s"), null);
            store.Commit(second);
        }

        using var again = Open();
        var state = again.Load();

        var (message, size) = state.Messages.ShouldHaveSingleItem();
        (message.Entity, message.DeliveryCount, size).ShouldBe((9, 4, 2));
        again.ReadBody(1).ShouldBe([8, 8]);
        state.SessionStates.ShouldBeEmpty();
    }

    [Fact]
    public void A_locked_message_is_kept_as_what_it_will_be_without_its_lock()
    {
        var batch = new CommitBatch(1);
        batch.Add(1, new MessageChange.Insert(Record(1) with { State = MessageState.Locked }));
        batch.Add(2, new MessageChange.Insert(Record(2) with { State = MessageState.DeferredLocked }));
        using var store = Open();
        store.Commit(batch);

        store.Load().Messages.Select(kept => kept.Message.State).ShouldBe([MessageState.Active, MessageState.Deferred]);
    }

    [Fact]
    public void A_directory_has_one_broker_at_a_time()
    {
        using (Open())
        {
            Should.Throw<BrokerStartException>(() => Open()).Message.ShouldContain("in use by another broker");
        }

        Open().Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        _directory.Write("messages.db", new string('x', 5000));
        Should.Throw<BrokerStartException>(() => Open()).Message.ShouldContain("messages.db");
    }

    [Fact]
    public void Several_changes_of_a_message_in_one_commit_come_to_one()
    {
        var inserted = new MessageChange.Insert(Record(1));
        var updated = new MessageChange.Update(Record(1) with { DeliveryCount = 2, Body = null });
        var deleted = new MessageChange.Delete(1);

        MessageChange.Merge(inserted, updated).ShouldBe(
            new MessageChange.Insert(Record(1) with { DeliveryCount = 2, Body = inserted.Record.Body }));
        MessageChange.Merge(inserted, deleted).ShouldBeNull();
        MessageChange.Merge(updated, deleted).ShouldBe(deleted);
        MessageChange.Merge(updated, updated).ShouldBe(updated);
        Should.Throw<InvalidOperationException>(() => MessageChange.Merge(deleted, updated));
    }

    private static MessageRecord Record(long id) =>
        new(id, 1, id * 10, id * 10 + 1, _time, _time.AddDays(1), MessageState.Active, 2, "source", "m", "s", [1, 2, 3]);

    private SqliteMessageStore Open() => SqliteMessageStore.Open(_directory.Path);
}
