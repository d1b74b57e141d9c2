using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Topology;
using static Integration.Local.ServiceBusEmulator.Tests.Messages.TestMessage;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

public sealed class MessageQueueTests
{
    private readonly TestNamespace _entities = new(new QueueSettings { LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 3 });

    private MessageQueue Queue => _entities.Queue;

    [Fact]
    public void Messages_are_delivered_in_order_and_only_as_many_as_there_is_credit_for()
    {
        foreach (var body in new[] { "1", "2", "3" })
        {
            _entities.Send(Content(body));
        }

        var receiver = TestReceiver.Joining(Queue, credit: 2);

        receiver.Bodies.ShouldBe(["1", "2"]);
        receiver.Received.Select(message => message.SequenceNumber).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_message_that_comes_later_goes_to_a_receiver_that_waits()
    {
        var receiver = TestReceiver.Joining(Queue);

        _entities.Send(Content("late"));

        receiver.Bodies.ShouldBe(["late"]);
    }

    [Fact]
    public void Receivers_take_turns()
    {
        var first = TestReceiver.Joining(Queue);
        var second = TestReceiver.Joining(Queue);

        foreach (var body in new[] { "1", "2", "3", "4" })
        {
            _entities.Send(Content(body));
        }

        first.Bodies.ShouldBe(["1", "3"]);
        second.Bodies.ShouldBe(["2", "4"]);
    }

    [Fact]
    public void A_completed_message_is_gone()
    {
        _entities.Send(Content());
        var receiver = TestReceiver.Joining(Queue);

        Queue.Settle(receiver.LastLock, Settlement.Complete);

        Queue.Count.ShouldBe(0);
        _entities.Journal.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_received_for_good_is_gone_at_once()
    {
        _entities.Send(Content("taken"));

        var receiver = TestReceiver.Joining(Queue, mode: ReceiveMode.ReceiveAndDelete);

        receiver.Bodies.ShouldBe(["taken"]);
        receiver.Last.LockToken.ShouldBeNull();
        _entities.Journal.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_is_redelivered_when_its_lock_expires()
    {
        _entities.Send(Content("slow"));
        var receiver = TestReceiver.Joining(Queue);
        var lost = receiver.LastLock;

        _entities.PassSeconds(29.999);
        receiver.Received.Count.ShouldBe(1);
        _entities.PassSeconds(0.001);

        receiver.Bodies.ShouldBe(["slow", "slow"]);
        receiver.Received.Select(message => message.DeliveryCount).ShouldBe([0, 1]);
        Should.Throw<EntityException>(() => Queue.Settle(lost, Settlement.Complete)).Error.ShouldBe(EntityError.LockLost);
    }

    [Fact]
    public void A_lock_that_has_expired_is_lost_even_before_anyone_noticed()
    {
        _entities.Send(Content());
        var receiver = TestReceiver.Joining(Queue);

        _entities.Time.Advance(TimeSpan.FromSeconds(30));

        Should.Throw<EntityException>(() => Queue.Settle(receiver.LastLock, Settlement.Complete)).Error.ShouldBe(EntityError.LockLost);
    }

    [Fact]
    public void A_renewed_lock_lasts_from_the_renewal_on()
    {
        _entities.Send(Content());
        var receiver = TestReceiver.Joining(Queue);
        _entities.PassSeconds(20);

        var until = Queue.RenewLocks([receiver.LastLock]).ShouldHaveSingleItem();
        _entities.PassSeconds(29);

        until.ShouldBe(_entities.Now.AddSeconds(1));
        receiver.Received.Count.ShouldBe(1);
        Queue.Settle(receiver.LastLock, Settlement.Complete);
        Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void An_abandoned_message_comes_back_with_the_properties_left_on_it()
    {
        _entities.Send(Content(properties: new Dictionary<string, object> { ["kept"] = 1 }));
        var receiver = TestReceiver.Joining(Queue);

        var properties = new Dictionary<string, object?> { ["left"] = "here" };
        Queue.Settle(receiver.LastLock, new Settlement(SettlementKind.Abandon, properties));

        receiver.Received.Count.ShouldBe(2);
        receiver.Last.DeliveryCount.ShouldBe(1);
        receiver.Last.Content.Describe().ApplicationProperties
            .ShouldBe(new Dictionary<string, object?> { ["kept"] = 1, ["left"] = "here" }, ignoreOrder: true);
    }

    [Fact]
    public void A_released_message_does_not_count_as_delivered()
    {
        _entities.Send(Content());
        var receiver = TestReceiver.Joining(Queue);

        Queue.Settle(receiver.LastLock, Settlement.Release);

        receiver.Received.Select(message => message.DeliveryCount).ShouldBe([0, 0]);
    }

    [Fact]
    public void A_message_that_comes_back_keeps_its_place()
    {
        _entities.Send(Content("1"));
        var receiver = TestReceiver.Joining(Queue, credit: 1);
        _entities.Send(Content("2"));
        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Abandon));

        Queue.Grant(receiver.Receiver, 2, drain: false);

        receiver.Bodies.ShouldBe(["1", "1", "2"]);
    }

    [Fact]
    public void A_message_that_comes_back_from_its_last_delivery_is_dead_lettered_with_the_reason()
    {
        _entities.Send(Content("poison"));
        var receiver = TestReceiver.Joining(Queue);

        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Abandon));
        _entities.PassSeconds(30);
        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Abandon));

        receiver.Received.Count.ShouldBe(3);
        Queue.Count.ShouldBe(0);
        var dead = TestReceiver.Joining(_entities.DeadLetters).Last;
        dead.SequenceNumber.ShouldBe(1);
        dead.DeadLetterSource.ShouldBe("queue");
        dead.Content.Describe().ApplicationProperties["DeadLetterReason"].ShouldBe("MaxDeliveryCountExceeded");
    }

    [Fact]
    public void A_dead_letter_does_not_expire_and_is_not_dead_lettered_again()
    {
        _entities.Send(Content(timeToLive: TimeSpan.FromMinutes(5)));
        var receiver = TestReceiver.Joining(Queue);
        Queue.Settle(receiver.LastLock, new Settlement(SettlementKind.DeadLetter, Settlement.Reasons("because", "of this")));
        var reader = TestReceiver.Joining(_entities.DeadLetters);

        for (var delivery = 0; delivery < 20; delivery++)
        {
            _entities.Pass(TimeSpan.FromHours(1));
        }

        reader.Received.Count.ShouldBe(21);
        _entities.DeadLetters.Count.ShouldBe(1);
    }

    [Fact]
    public void A_deferred_message_comes_back_by_its_sequence_number_only()
    {
        var number = _entities.Send(Content("later"));
        var receiver = TestReceiver.Joining(Queue);
        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Defer));
        receiver.Received.Count.ShouldBe(1);

        var deferred = Queue.ReceiveDeferred([number], ReceiveMode.PeekLock, null).ShouldHaveSingleItem();
        deferred.State.ShouldBe(MessageState.DeferredLocked);
        Should.Throw<EntityException>(() => Queue.ReceiveDeferred([number], ReceiveMode.PeekLock, null))
            .Error.ShouldBe(EntityError.MessageNotFound);
        _entities.PassSeconds(30);

        receiver.Received.Count.ShouldBe(1);
        Queue.ReceiveDeferred([number], ReceiveMode.ReceiveAndDelete, null).ShouldHaveSingleItem();
        Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void Deferred_messages_are_taken_all_or_none()
    {
        var number = _entities.Send(Content());
        var receiver = TestReceiver.Joining(Queue);
        Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Defer));

        Should.Throw<EntityException>(() => Queue.ReceiveDeferred([number, 99], ReceiveMode.PeekLock, null));

        Queue.ReceiveDeferred([number], ReceiveMode.PeekLock, null).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_receiver_that_leaves_keeps_its_locks_until_they_expire()
    {
        _entities.Send(Content());
        var leaver = TestReceiver.Joining(Queue);
        Queue.Leave(leaver.Receiver);
        var stayer = TestReceiver.Joining(Queue);
        stayer.Received.ShouldBeEmpty();

        _entities.PassSeconds(30);

        stayer.Received.Count.ShouldBe(1);
        leaver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public void Draining_gives_what_is_there_and_takes_the_rest_of_the_credit_back()
    {
        _entities.Send(Content("1"));
        var receiver = TestReceiver.Joining(Queue, credit: 0);

        Queue.Grant(receiver.Receiver, 10, drain: true);
        _entities.Send(Content("2"));

        receiver.Bodies.ShouldBe(["1"]);
        receiver.Drains.ShouldBe(1);
    }

    [Fact]
    public void Peeking_shows_messages_in_every_state_and_takes_none()
    {
        _entities.Send(Content("active"));
        _entities.Send(Content("scheduled", scheduledFor: _entities.Now.AddHours(1)));
        _entities.Send(Content("locked"));
        TestReceiver.Joining(Queue, credit: 1);

        Queue.Peek(1, 10, null).Select(message => message.State)
            .ShouldBe([MessageState.Locked, MessageState.Scheduled, MessageState.Active]);
        Queue.Peek(2, 1, null).ShouldHaveSingleItem().SequenceNumber.ShouldBe(2);
        Queue.Peek(4, 10, null).ShouldBeEmpty();
    }
}
