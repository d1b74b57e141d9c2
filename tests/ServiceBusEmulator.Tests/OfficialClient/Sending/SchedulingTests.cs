using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Sending;

public sealed class SchedulingTests
{
    [Fact]
    public async Task A_scheduled_message_comes_when_its_time_has_come()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var sender = bus.Client.CreateSender("orders");
        await using var receiver = bus.Client.CreateReceiver("orders");
        var due = time.GetUtcNow().AddMinutes(5);

        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due, bus.Ct);

        var waiting = (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        (waiting.SequenceNumber, waiting.State, waiting.ScheduledEnqueueTime).ShouldBe((number, ServiceBusMessageState.Scheduled, due));
        time.Advance(TimeSpan.FromMinutes(5));
        var received = (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        (received.SequenceNumber, received.EnqueuedTime, received.State).ShouldBe((number, due, ServiceBusMessageState.Active));
    }

    [Fact]
    public async Task A_message_that_says_itself_when_is_scheduled_by_sending_it()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var receiver = bus.Client.CreateReceiver("orders");

        await bus.SendAsync("orders", new ServiceBusMessage { ScheduledEnqueueTime = time.GetUtcNow().AddMinutes(5) });

        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().State.ShouldBe(ServiceBusMessageState.Scheduled);
    }

    [Fact]
    public async Task Scheduled_messages_are_cancelled()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");
        var messages = new[] { new ServiceBusMessage("a"), new ServiceBusMessage("b") };
        var numbers = await sender.ScheduleMessagesAsync(messages, DateTimeOffset.MaxValue.AddYears(-1), bus.Ct);

        await sender.CancelScheduledMessagesAsync(numbers, bus.Ct);

        await using var receiver = bus.Client.CreateReceiver("orders");
        (await receiver.PeekMessagesAsync(10, cancellationToken: bus.Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_what_is_not_scheduled_fails_as_MessageNotFound()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sender = bus.Client.CreateSender("orders");

        var exception = await Should.ThrowAsync<ServiceBusException>(() => sender.CancelScheduledMessageAsync(4711, bus.Ct));

        exception.Reason.ShouldBe(ServiceBusFailureReason.MessageNotFound);
    }
}
