using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

public sealed class ProcessorTests
{
    [Fact]
    public async Task A_message_whose_handler_ends_well_is_completed()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"), new ServiceBusMessage("b"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Messages.Select(message => message.Body.ToString()).ShouldBe(["a", "b"]);
        handled.Errors.ShouldBeEmpty();
        await bus.ShouldBeEmptyAsync("orders");
    }

    [Fact]
    public async Task A_message_whose_handler_throws_is_abandoned_and_the_error_told()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("brief", new ServiceBusProcessorOptions { Identifier = "me" });
        var handled = Handled.By(processor, _ => throw new FormatException("not mine"));
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("brief", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => handled.Errors.Count == 5, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Messages.Select(message => message.DeliveryCount).ShouldBe([1, 2, 3, 4, 5]);
        var error = handled.Errors.First();
        error.Exception.ShouldBeOfType<FormatException>();
        error.ErrorSource.ShouldBe(ServiceBusErrorSource.ProcessMessageCallback);
        (error.EntityPath, error.Identifier, error.FullyQualifiedNamespace).ShouldBe(("brief", "me", "127.0.0.1"));
        await using var dead = bus.Client.CreateReceiver("brief", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        (await dead.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
    }

    [Fact]
    public async Task A_message_that_its_handler_settled_is_not_settled_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var handled = Handled.By(processor, async args =>
        {
            await args.DeadLetterMessageAsync(args.Message, "Wrong", "why", args.CancellationToken);
            throw new FormatException("after the fact");
        });
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => !handled.Errors.IsEmpty, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<FormatException>();
        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        (await dead.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeadLetterReason.ShouldBe("Wrong");
    }

    [Fact]
    public async Task Without_auto_complete_a_message_stays_locked_when_its_handler_ended()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { AutoCompleteMessages = false });
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        await using var receiver = bus.Client.CreateReceiver("orders");
        (await receiver.PeekMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull();
        await receiver.CompleteMessageAsync(handled.Messages.Single(), bus.Ct);
    }

    [Fact]
    public async Task As_many_handlers_run_at_once_as_may_and_no_more()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        var gauge = new Gauge(target: 4, bus.Ct);
        var handled = Handled.By(processor, _ => gauge.PassAsync());
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 40).Select(i => new ServiceBusMessage($"{i}"))]);

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 40, bus.Ct);
        gauge.Most.ShouldBe(4);
    }

    [Fact]
    public async Task A_lock_is_kept_for_longer_than_it_lasts()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var processor = bus.Client.CreateProcessor("brief");
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await bus.SendAsync("brief", new ServiceBusMessage("long"));
        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Started == 1, bus.Ct);
        var message = handled.Running.Single();
        var lockedUntil = message.LockedUntil;

        // 8 seconds of a lock of 5: renewed once, half-way.
        time.Advance(TimeSpan.FromSeconds(4));
        await Eventually.IsTrueAsync(() => message.LockedUntil > lockedUntil, bus.Ct);
        time.Advance(TimeSpan.FromSeconds(4));
        goOn.SetResult();
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Errors.ShouldBeEmpty();
        handled.Messages.Single().DeliveryCount.ShouldBe(1);
        await bus.ShouldBeEmptyAsync("brief");
    }

    [Fact]
    public async Task A_handler_is_told_when_its_lock_is_lost()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var processor = bus.Client.CreateProcessor(
            "brief", new ServiceBusProcessorOptions { MaxAutoLockRenewalDuration = TimeSpan.Zero });
        var (started, lost) = (new TaskCompletionSource(), new TaskCompletionSource<MessageLockLostEventArgs>());
        var handled = Handled.By(processor, async args =>
        {
            args.MessageLockLostAsync += lockLost =>
            {
                lost.TrySetResult(lockLost);
                return Task.CompletedTask;
            };
            started.TrySetResult();
            await lost.Task.WaitAsync(bus.Ct);
        });
        await bus.SendAsync("brief", new ServiceBusMessage("a"));
        await processor.StartProcessingAsync(bus.Ct);
        await started.Task.WaitAsync(bus.Ct);

        time.Advance(TimeSpan.FromSeconds(5));

        (await lost.Task.WaitAsync(bus.Ct)).Message.Body.ToString().ShouldBe("a");
        await Eventually.IsTrueAsync(() => !handled.Errors.IsEmpty, bus.Ct);
        var error = handled.Errors.First();
        error.ErrorSource.ShouldBe(ServiceBusErrorSource.Complete);
        error.Exception.ShouldBeOfType<ServiceBusException>().Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
    }

    [Fact]
    public async Task What_can_not_be_received_is_told_as_such_and_tried_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("nowhere");
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Errors.Count >= 2, bus.Ct);

        handled.Errors.ShouldAllBe(error => error.ErrorSource == ServiceBusErrorSource.Receive);
        handled.Errors.First().Exception
            .ShouldBeOfType<ServiceBusException>().Reason.ShouldBe(ServiceBusFailureReason.MessagingEntityNotFound);
    }

    [Fact]
    public async Task Receive_and_delete_processes_each_message_once_whatever_its_handler_does()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor(
            "orders", new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, MaxConcurrentCalls = 4 });
        var handled = Handled.By(
            processor,
            args => args.Message.Body.ToString() == "bad" ? throw new FormatException() : Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("bad"), new ServiceBusMessage("good"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2 && handled.Errors.Count == 1, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        await bus.ShouldBeEmptyAsync("orders");
    }

    [Fact]
    public async Task Dead_letters_are_processed_like_others()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await using var receiver = bus.Client.CreateReceiver("orders");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct))!, "r", null, bus.Ct);
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { SubQueue = SubQueue.DeadLetter });
        var handled = Handled.By(processor, _ => Task.CompletedTask);

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);
        handled.Messages.Single().DeadLetterReason.ShouldBe("r");
    }
}
