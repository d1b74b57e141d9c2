using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Receiving;

public sealed class SettlementTests
{
    private static readonly Dictionary<string, object> _properties = new() { ["by"] = "me", ["times"] = 3 };

    [Fact]
    public async Task An_abandoned_message_comes_again_with_what_was_noted_on_it()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = await SendAndReceiveAsync(bus, receiver);

        await receiver.AbandonMessageAsync(message, _properties, bus.Ct);

        var again = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        again.DeliveryCount.ShouldBe(2);
        again.SequenceNumber.ShouldBe(message.SequenceNumber);
        again.LockToken.ShouldNotBe(message.LockToken);
        (again.ApplicationProperties["by"], again.ApplicationProperties["times"]).ShouldBe(("me", 3));
    }

    [Fact]
    public async Task A_deferred_message_comes_by_its_number_only()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = await SendAndReceiveAsync(bus, receiver);

        await receiver.DeferMessageAsync(message, _properties, bus.Ct);

        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().State.ShouldBe(ServiceBusMessageState.Deferred);
        var deferred = (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, bus.Ct)).ShouldNotBeNull();
        deferred.ApplicationProperties["by"].ShouldBe("me");
        await receiver.CompleteMessageAsync(deferred, bus.Ct);
        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, bus.Ct));
        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageNotFound);
    }

    [Fact]
    public async Task A_dead_letter_says_why_and_whence()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = await SendAndReceiveAsync(bus, receiver);

        await receiver.DeadLetterMessageAsync(message, _properties, "Unreadable", "not JSON at line 3", bus.Ct);

        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = (await dead.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        letter.Body.ToString().ShouldBe("body");
        letter.DeadLetterReason.ShouldBe("Unreadable");
        letter.DeadLetterErrorDescription.ShouldBe("not JSON at line 3");
        letter.DeadLetterSource.ShouldBe("orders");
        letter.ApplicationProperties["by"].ShouldBe("me");
        dead.EntityPath.ShouldBe("orders/$DeadLetterQueue");
        await dead.CompleteMessageAsync(letter, bus.Ct);
    }

    [Fact]
    public async Task A_dead_letter_sent_again_does_not_say_why_it_was_dead()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        await receiver.DeadLetterMessageAsync(await SendAndReceiveAsync(bus, receiver), "Unreadable", "why", bus.Ct);
        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = (await dead.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();

        await bus.SendAsync("orders", new ServiceBusMessage(letter));

        var again = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        again.MessageId.ShouldBe(letter.MessageId);
        (again.DeadLetterReason, again.DeadLetterErrorDescription, again.DeadLetterSource).ShouldBe((null, null, null));
        again.DeliveryCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_can_be_dead_lettered_without_a_reason()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");

        await receiver.DeadLetterMessageAsync(await SendAndReceiveAsync(bus, receiver), cancellationToken: bus.Ct);

        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        (await dead.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeadLetterReason.ShouldBeNull();
    }

    [Fact]
    public async Task Settling_twice_fails_as_MessageLockLost()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = await SendAndReceiveAsync(bus, receiver);
        await receiver.CompleteMessageAsync(message, bus.Ct);

        var exception = await Should.ThrowAsync<ServiceBusException>(
            () => receiver.AbandonMessageAsync(message, cancellationToken: bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
        exception.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_lock_that_ran_out_is_lost()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var receiver = bus.Client.CreateReceiver("brief");
        var message = await SendAndReceiveAsync(bus, receiver, "brief");
        message.LockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(5));

        time.Advance(TimeSpan.FromSeconds(6));

        var exception = await Should.ThrowAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message, bus.Ct));
        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
        (await Should.ThrowAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(message, bus.Ct))).Reason
            .ShouldBe(ServiceBusFailureReason.MessageLockLost);
    }

    [Fact]
    public async Task A_renewed_lock_holds_on()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var receiver = bus.Client.CreateReceiver("brief");
        var message = await SendAndReceiveAsync(bus, receiver, "brief");

        time.Advance(TimeSpan.FromSeconds(4));
        await receiver.RenewMessageLockAsync(message, bus.Ct);
        time.Advance(TimeSpan.FromSeconds(4));

        message.LockedUntil.ShouldBe(time.GetUtcNow().AddSeconds(1));
        await receiver.CompleteMessageAsync(message, bus.Ct);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("abandon")]
    [InlineData("defer")]
    [InlineData("dead-letter")]
    public async Task A_message_is_settled_also_after_its_link_was_lost(string how)
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        var message = await SendAndReceiveAsync(bus, receiver);
        bus.Cut();

        // Settling on a link that breaks meanwhile is a lost lock to the client, whatever the broker holds.
        await receiver.PeekMessageAsync(cancellationToken: bus.Ct);
        await (how switch
        {
            "complete" => receiver.CompleteMessageAsync(message, bus.Ct),
            "abandon" => receiver.AbandonMessageAsync(message, _properties, bus.Ct),
            "defer" => receiver.DeferMessageAsync(message, _properties, bus.Ct),
            _ => receiver.DeadLetterMessageAsync(message, _properties, "reason", "description", bus.Ct),
        });

        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var left = await receiver.PeekMessageAsync(fromSequenceNumber: 1, bus.Ct);
        var letter = await dead.PeekMessageAsync(cancellationToken: bus.Ct);
        (left?.State, left?.ApplicationProperties["by"], letter?.DeadLetterReason, letter?.DeadLetterErrorDescription).ShouldBe(how switch
        {
            "complete" => (null, null, null, null),
            "abandon" => (ServiceBusMessageState.Active, "me", null, null),
            "defer" => (ServiceBusMessageState.Deferred, "me", null, null),
            _ => (null, null, "reason", "description"),
        });
    }

    [Fact]
    public async Task A_message_is_settled_by_another_receiver_of_the_entity()
    {
        await using var bus = await TestBus.StartAsync();
        await using var receiver = bus.Client.CreateReceiver("orders");
        await using var other = bus.Client.CreateReceiver("orders");

        await other.CompleteMessageAsync(await SendAndReceiveAsync(bus, receiver), bus.Ct);

        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldBeNull();
    }

    private static async Task<ServiceBusReceivedMessage> SendAndReceiveAsync(
        TestBus bus, ServiceBusReceiver receiver, string entity = "orders")
    {
        await bus.SendAsync(entity, new ServiceBusMessage("body"));
        return (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
    }
}
