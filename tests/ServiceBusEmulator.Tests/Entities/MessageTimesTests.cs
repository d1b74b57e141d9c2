using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Topology;
using static Integration.Local.ServiceBusEmulator.Tests.Messages.TestMessage;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

public sealed class MessageTimesTests
{
    [Fact]
    public void A_scheduled_message_is_delivered_when_it_is_due()
    {
        var entities = new TestNamespace();
        var due = entities.Now.AddSeconds(50);
        entities.Send(Content("later", scheduledFor: due));
        entities.Send(Content("now"));
        var receiver = TestReceiver.Joining(entities.Queue);

        entities.PassSeconds(50);

        receiver.Bodies.ShouldBe(["now", "later"]);
        receiver.Last.EnqueuedAt.ShouldBe(due);
        receiver.Last.State.ShouldBe(MessageState.Locked);
    }

    [Fact]
    public void A_scheduled_message_can_be_taken_back_until_it_is_due()
    {
        var entities = new TestNamespace();
        var number = entities.Send(Content(scheduledFor: entities.Now.AddMinutes(5)));

        entities.Queue.Cancel([number]);

        entities.Queue.Count.ShouldBe(0);
        Should.Throw<EntityException>(() => entities.Queue.Cancel([number])).Error.ShouldBe(EntityError.MessageNotFound);
    }

    [Fact]
    public void An_expired_message_is_dropped()
    {
        var entities = new TestNamespace();
        entities.Send(Content(timeToLive: TimeSpan.FromSeconds(10)));

        entities.PassSeconds(10);

        TestReceiver.Joining(entities.Queue).Received.ShouldBeEmpty();
        entities.Journal.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void An_expired_message_is_dead_lettered_where_the_queue_says_so()
    {
        var entities = new TestNamespace(new QueueSettings { DeadLetteringOnMessageExpiration = true });
        entities.Send(Content(timeToLive: TimeSpan.FromSeconds(10)));

        entities.PassSeconds(10);

        var dead = TestReceiver.Joining(entities.DeadLetters).Received.ShouldHaveSingleItem();
        dead.Content.Describe().ApplicationProperties["DeadLetterReason"].ShouldBe("TTLExpiredException");
    }

    [Fact]
    public void A_queue_shortens_the_life_its_senders_ask_for()
    {
        var entities = new TestNamespace(new QueueSettings { DefaultMessageTimeToLive = TimeSpan.FromSeconds(5) });
        entities.Send(Content("asks for more", timeToLive: TimeSpan.FromHours(1)));
        entities.Send(Content("asks for nothing"));
        entities.Send(Content("asks for less", timeToLive: TimeSpan.FromSeconds(1)));

        entities.PassSeconds(1);
        entities.Queue.Count.ShouldBe(2);
        entities.PassSeconds(4);
        entities.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void A_message_does_not_expire_while_it_is_locked_but_when_it_comes_back()
    {
        var entities = new TestNamespace();
        entities.Send(Content(timeToLive: TimeSpan.FromSeconds(10)));
        var receiver = TestReceiver.Joining(entities.Queue);
        entities.PassSeconds(20);
        entities.Queue.Count.ShouldBe(1);

        entities.Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Abandon));

        entities.Queue.Count.ShouldBe(0);
        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public void A_deferred_message_expires_when_it_is_asked_for()
    {
        var entities = new TestNamespace(new QueueSettings { DeadLetteringOnMessageExpiration = true });
        var number = entities.Send(Content(timeToLive: TimeSpan.FromSeconds(10)));
        var receiver = TestReceiver.Joining(entities.Queue);
        entities.Queue.Settle(receiver.LastLock, Settlement.Plain(SettlementKind.Defer));
        entities.PassSeconds(20);
        entities.Queue.Count.ShouldBe(1);

        Should.Throw<EntityException>(() => entities.Queue.ReceiveDeferred([number], ReceiveMode.PeekLock, null));

        entities.DeadLetters.Count.ShouldBe(1);
    }

    [Fact]
    public void The_next_deadline_is_the_first_of_all_that_will_happen()
    {
        var entities = new TestNamespace(new QueueSettings { LockDuration = TimeSpan.FromSeconds(30) });
        entities.Queue.NextDeadline.ShouldBeNull();

        entities.Send(Content(scheduledFor: entities.Now.AddSeconds(50)));
        entities.Queue.NextDeadline.ShouldBe(entities.Now.AddSeconds(50));
        entities.Send(Content(timeToLive: TimeSpan.FromSeconds(40)));
        entities.Queue.NextDeadline.ShouldBe(entities.Now.AddSeconds(40));
        TestReceiver.Joining(entities.Queue);
        entities.Queue.NextDeadline.ShouldBe(entities.Now.AddSeconds(30));
        entities.Context.WakeAt.ShouldBe(entities.Now.AddSeconds(30));
    }

    [Fact]
    public void A_repeated_message_id_is_dropped_within_the_window_and_taken_after_it()
    {
        var entities = new TestNamespace(new QueueSettings { DuplicateDetectionWindow = TimeSpan.FromMinutes(1) });

        entities.Send(Content(messageId: "a")).ShouldBe(1);
        entities.Send(Content(messageId: "a")).ShouldBe(0);
        entities.Send(Content(messageId: "b")).ShouldBe(2);
        entities.Pass(TimeSpan.FromMinutes(1));
        entities.Send(Content(messageId: "a")).ShouldBe(3);
    }
}
