using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Messages;

public sealed class MessageTests
{
    private static readonly string _long = new('x', 129);

    [Fact]
    public void A_new_message_says_nothing_of_itself()
    {
        var message = new ServiceBusMessage();

        message.Body.ToArray().ShouldBeEmpty();
        (message.MessageId, message.SessionId, message.Subject, message.TimeToLive).ShouldBe((null, null, null, TimeSpan.MaxValue));
        message.ToString().ShouldBe("{MessageId:}");
    }

    [Fact]
    public void Identifiers_have_at_most_128_characters()
    {
        var message = new ServiceBusMessage { MessageId = _long[1..], SessionId = _long[1..], ReplyToSessionId = _long[1..] };

        Should.Throw<ArgumentException>(() => message.MessageId = _long).Message.ShouldContain("129");
        Should.Throw<ArgumentException>(() => message.MessageId = "");
        Should.Throw<ArgumentException>(() => message.MessageId = null);
        Should.Throw<ArgumentException>(() => message.SessionId = _long);
        Should.Throw<ArgumentException>(() => message.ReplyToSessionId = _long);
        Should.Throw<ArgumentException>(() => message.PartitionKey = _long);
        Should.Throw<ArgumentException>(() => message.TransactionPartitionKey = _long);
    }

    [Fact]
    public void A_message_does_not_expire_before_it_is_sent() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });

    [Fact]
    public void A_partition_key_is_the_session_where_there_is_one()
    {
        var message = new ServiceBusMessage { PartitionKey = "p", SessionId = "s" };

        message.PartitionKey.ShouldBe("s");
        Should.Throw<ArgumentOutOfRangeException>(() => message.PartitionKey = "p");
    }

    [Fact]
    public void A_message_expires_its_life_after_it_was_enqueued()
    {
        var enqueued = DateTimeOffset.UnixEpoch;

        ServiceBusModelFactory.ServiceBusReceivedMessage(enqueuedTime: enqueued, timeToLive: TimeSpan.FromDays(1)).ExpiresAt
            .ShouldBe(enqueued.AddDays(1));
        ServiceBusModelFactory.ServiceBusReceivedMessage(enqueuedTime: enqueued).ExpiresAt.ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void A_message_of_a_test_is_what_the_test_says()
    {
        var token = Guid.NewGuid();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"),
            messageId: "id",
            sessionId: "session",
            properties: new Dictionary<string, object> { ["DeadLetterReason"] = "why", ["DeadLetterErrorDescription"] = "how" },
            lockTokenGuid: token,
            deliveryCount: 2,
            sequenceNumber: 7,
            deadLetterSource: "orders",
            serviceBusMessageState: ServiceBusMessageState.Deferred);

        (message.Body.ToString(), message.MessageId, message.SessionId, message.LockToken, message.DeliveryCount, message.SequenceNumber)
            .ShouldBe(("body", "id", "session", token.ToString(), 2, 7L));
        (message.DeadLetterReason, message.DeadLetterErrorDescription, message.DeadLetterSource, message.State)
            .ShouldBe(("why", "how", "orders", ServiceBusMessageState.Deferred));
    }
}
