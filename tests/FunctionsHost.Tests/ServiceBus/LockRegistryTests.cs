using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Settling;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class LockRegistryTests
{
    private readonly LockRegistry _locks = new();

    [Fact]
    public void A_session_is_found_as_long_as_one_of_its_invocations_runs()
    {
        var (first, second) = (Delivery("visits", "one"), Delivery("visits", "one"));
        _locks.Add(first);
        _locks.Add(second);
        _locks.Remove(second);
        _locks.Session("one").ShouldBeSameAs(first.Session);
        _locks.Remove(first);
        Should.Throw<SettlementRefusedException>(() => _locks.Session("one"));
    }

    [Fact]
    public void Sessions_of_one_name_in_two_entities_are_refused_while_both_are_held()
    {
        var (visit, back) = (Delivery("visits", "one"), Delivery("returns", "one"));
        _locks.Add(visit);
        _locks.Add(back);
        Should.Throw<SettlementRefusedException>(() => _locks.Session("one")).Message.ShouldBe(
            "Session 'one' is held in visits and returns at once, and the worker does not say which it means.");
        _locks.Remove(visit);
        _locks.Session("one").ShouldBeSameAs(back.Session);
    }

    [Fact]
    public void Session_names_differ_by_case()
    {
        _locks.Add(Delivery("visits", "One"));
        Should.Throw<SettlementRefusedException>(() => _locks.Session("one"));
    }

    [Fact]
    public async Task The_end_of_an_invocation_waits_for_a_settlement_under_way_and_does_not_settle_again()
    {
        var settled = new List<string>();
        var completes = new TaskCompletionSource();
        var held = new HeldMessage(ServiceBusModelFactory.ServiceBusReceivedMessage(), new FakeLock(settled));
        var settlement = held.SettleAsync(async message =>
        {
            await completes.Task;
            await message.CompleteAsync();
        });
        var end = held.EndAsync(message => message.AbandonAsync(properties: null));
        end.IsCompleted.ShouldBeFalse();
        completes.SetResult();
        await settlement;
        await end;
        settled.ShouldBe(["completed"]);
    }

    [Fact]
    public async Task A_settlement_that_failed_leaves_the_message_to_the_end_of_its_invocation()
    {
        var settled = new List<string>();
        var held = new HeldMessage(ServiceBusModelFactory.ServiceBusReceivedMessage(), new FakeLock(settled));
        await Should.ThrowAsync<TimeoutException>(held.SettleAsync(_ => throw new TimeoutException()));
        await held.EndAsync(message => message.AbandonAsync(properties: null));
        settled.ShouldBe(["abandoned"]);
    }

    private static MessageDelivery Delivery(string entity, string session) => new([], new FakeSession(entity, session));

    private sealed class FakeLock(List<string> settled) : IMessageLock
    {
        public Task CompleteAsync() => Note("completed");

        public Task AbandonAsync(Dictionary<string, object>? properties) => Note("abandoned");

        public Task DeadLetterAsync(Dictionary<string, object>? properties, string? reason, string? description) => Note("dead-lettered");

        public Task DeferAsync(Dictionary<string, object>? properties) => Note("deferred");

        public Task RenewAsync() => Note("renewed");

        private Task Note(string what)
        {
            settled.Add(what);
            return Task.CompletedTask;
        }
    }

    private sealed class FakeSession(string entity, string session) : ISessionLock
    {
        public string SessionId => session;

        public string Entity => entity;

        public DateTimeOffset LockedUntil => DateTimeOffset.UnixEpoch;

        public Task<BinaryData?> GetStateAsync() => Task.FromResult<BinaryData?>(null);

        public Task SetStateAsync(BinaryData state) => Task.CompletedTask;

        public Task RenewAsync() => Task.CompletedTask;

        public void Release()
        {
        }
    }
}
