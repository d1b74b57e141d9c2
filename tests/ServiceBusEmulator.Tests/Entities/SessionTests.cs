using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Topology;
using static Integration.Local.ServiceBusEmulator.Tests.Messages.TestMessage;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

public sealed class SessionTests
{
    private readonly TestNamespace _entities =
        new(new QueueSettings { RequiresSession = true, LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 3 });

    private MessageQueue Queue => _entities.Queue;

    [Fact]
    public void A_session_receiver_gets_the_messages_of_its_session_only()
    {
        Send("a", "1");
        Send("b", "2");
        Send("a", "3");

        TestReceiver.Accepting(Queue, "a").Bodies.ShouldBe(["1", "3"]);
    }

    [Fact]
    public void A_message_without_a_session_is_refused()
    {
        Should.Throw<EntityException>(() => _entities.Send(Content())).Error.ShouldBe(EntityError.NotAllowed);
        Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void Sessions_and_plain_receivers_do_not_mix()
    {
        Should.Throw<EntityException>(() => Queue.Join(new TestReceiver().Receiver)).Error.ShouldBe(EntityError.NotAllowed);
        Should.Throw<EntityException>(() => TestReceiver.Accepting(new TestNamespace().Queue, "a")).Error.ShouldBe(EntityError.NotAllowed);
    }

    [Fact]
    public void A_session_has_one_receiver_at_a_time()
    {
        TestReceiver.Accepting(Queue, "a");

        Should.Throw<EntityException>(() => TestReceiver.Accepting(Queue, "a")).Error.ShouldBe(EntityError.SessionHeld);
    }

    [Fact]
    public void The_next_session_is_the_one_that_waits_longest()
    {
        Send("b", "1");
        Send("a", "2");

        TestReceiver.Accepting(Queue).Sessions.ShouldBe(["b"]);
        TestReceiver.Accepting(Queue).Sessions.ShouldBe(["a"]);
        TestReceiver.Accepting(Queue).Sessions.ShouldBeEmpty();
    }

    [Fact]
    public void A_receiver_that_waits_gets_the_first_session_that_comes()
    {
        var waiter = TestReceiver.Accepting(Queue);

        Send("a", "1");

        waiter.Sessions.ShouldBe(["a"]);
        _entities.PassSeconds(10);
        waiter.TimedOut.ShouldBeFalse();
    }

    [Fact]
    public void Waiting_for_a_session_ends()
    {
        var waiter = TestReceiver.Accepting(Queue);

        _entities.PassSeconds(10);
        Send("a", "1");

        waiter.TimedOut.ShouldBeTrue();
        waiter.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public void A_receiver_that_stopped_waiting_gets_no_session()
    {
        var waiter = TestReceiver.Accepting(Queue);
        Queue.Leave(waiter.Receiver);

        Send("a", "1");

        waiter.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public void A_session_that_expires_is_lost_with_all_its_messages_which_go_to_the_next_in_order()
    {
        Send("a", "1");
        Send("a", "2");
        var first = TestReceiver.Accepting(Queue, "a");
        Send("a", "3");
        var second = TestReceiver.Accepting(Queue);

        _entities.PassSeconds(5);
        var third = TestReceiver.Accepting(Queue);
        _entities.PassSeconds(25);
        third.TimedOut.ShouldBeTrue();

        first.LostSession.ShouldBeTrue();
        second.TimedOut.ShouldBeTrue();
        Should.Throw<EntityException>(() => Queue.Settle(first.LastLock, Settlement.Complete)).Error.ShouldBe(EntityError.SessionLockLost);
        var fourth = TestReceiver.Accepting(Queue);
        fourth.Bodies.ShouldBe(["1", "2", "3"]);
        fourth.Received.Select(message => message.DeliveryCount).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void A_receiver_that_leaves_frees_its_session_at_once()
    {
        Send("a", "1");
        var first = TestReceiver.Accepting(Queue, "a");
        Queue.Leave(first.Receiver);

        TestReceiver.Accepting(Queue).Bodies.ShouldBe(["1"]);
    }

    [Fact]
    public void A_receiver_that_says_that_it_leaves_costs_its_messages_no_delivery()
    {
        Send("a", "1");
        var first = TestReceiver.Accepting(Queue, "a");

        Queue.Leave(first.Receiver);

        TestReceiver.Accepting(Queue).Received.ShouldHaveSingleItem().DeliveryCount.ShouldBe(0);
    }

    [Fact]
    public void A_receiver_that_vanishes_costs_its_messages_a_delivery()
    {
        Send("a", "1");
        var first = TestReceiver.Accepting(Queue, "a");

        Queue.Vanish(first.Receiver);

        TestReceiver.Accepting(Queue).Received.ShouldHaveSingleItem().DeliveryCount.ShouldBe(1);
        _entities.Observer.Heard.ShouldBe(["queue lost a receiver with 1"]);
    }

    [Fact]
    public void Renewing_a_session_holds_its_messages_too()
    {
        Send("a", "1");
        var receiver = TestReceiver.Accepting(Queue, "a");
        _entities.PassSeconds(20);

        Queue.RenewSession("a").ShouldBe(_entities.Now.AddSeconds(30));
        _entities.PassSeconds(29);

        Queue.Settle(receiver.LastLock, Settlement.Complete);
        Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void State_stays_with_a_session_also_when_no_message_does()
    {
        var receiver = TestReceiver.Accepting(Queue, "a");
        Queue.SetSessionState("a", [1, 2]);
        Queue.Leave(receiver.Receiver);

        TestReceiver.Accepting(Queue, "a");

        Queue.SessionState("a").ShouldBe([1, 2]);
        _entities.Journal.SessionStates.ShouldContainKey((Queue.Entity, "a"));
    }

    [Fact]
    public void Only_the_holder_of_a_session_may_touch_its_state()
    {
        Should.Throw<EntityException>(() => Queue.SessionState("a")).Error.ShouldBe(EntityError.SessionLockLost);
        Should.Throw<EntityException>(() => Queue.RenewSession("a")).Error.ShouldBe(EntityError.SessionLockLost);
    }

    [Fact]
    public void The_dead_letters_of_sessions_need_none()
    {
        Send("a", "1");
        var receiver = TestReceiver.Accepting(Queue, "a");

        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.DeadLetter));

        TestReceiver.Joining(_entities.DeadLetters).Bodies.ShouldBe(["1"]);
    }

    private void Send(string session, string body) => _entities.Send(Content(body, sessionId: session));
}
