using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Processing;

public sealed class ProcessorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_whose_handler_ends_well_is_completed()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"), new ServiceBusMessage("b"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2);
        await processor.StopProcessingAsync(Ct);
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
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("brief", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => handled.Errors.Count == 5);
        await processor.StopProcessingAsync(Ct);
        handled.Messages.Select(message => message.DeliveryCount).ShouldBe([1, 2, 3, 4, 5]);
        var error = handled.Errors.First();
        error.Exception.ShouldBeOfType<FormatException>();
        error.ErrorSource.ShouldBe(ServiceBusErrorSource.ProcessMessageCallback);
        (error.EntityPath, error.Identifier, error.FullyQualifiedNamespace).ShouldBe(("brief", "me", "127.0.0.1"));
        await using var dead = bus.Client.CreateReceiver("brief", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        (await dead.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
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
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => !handled.Errors.IsEmpty);
        await processor.StopProcessingAsync(Ct);
        handled.Errors.ShouldHaveSingleItem().Exception.ShouldBeOfType<FormatException>();
        await using var dead = bus.Client.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        (await dead.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().DeadLetterReason.ShouldBe("Wrong");
    }

    [Fact]
    public async Task Without_auto_complete_a_message_stays_locked_when_its_handler_ended()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { AutoCompleteMessages = false });
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1);
        await processor.StopProcessingAsync(Ct);
        await using var receiver = bus.Client.CreateReceiver("orders");
        (await receiver.PeekMessageAsync(cancellationToken: Ct)).ShouldNotBeNull();
        await receiver.CompleteMessageAsync(handled.Messages.Single(), Ct);
    }

    [Fact]
    public async Task As_many_handlers_run_at_once_as_may_and_no_more()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        var gauge = new Gauge(target: 4);
        var handled = Handled.By(processor, _ => gauge.PassAsync());
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 40).Select(i => new ServiceBusMessage($"{i}"))]);

        await processor.StartProcessingAsync(Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 40);
        gauge.Most.ShouldBe(4);
    }

    [Fact]
    public async Task A_lock_is_kept_for_longer_than_it_lasts()
    {
        var time = new WatchedTime();
        await using var bus = await TestBus.StartAsync(time);
        await using var processor = bus.Client.CreateProcessor("brief");
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await bus.SendAsync("brief", new ServiceBusMessage("long"));
        await processor.StartProcessingAsync(Ct);

        for (var renewals = 0; renewals < 6; renewals++)
        {
            await time.PassAsync(TimeSpan.FromSeconds(2.5));
        }

        goOn.SetResult();
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1);
        await processor.StopProcessingAsync(Ct);
        handled.Errors.ShouldBeEmpty();
        handled.Messages.Single().DeliveryCount.ShouldBe(1);
        await bus.ShouldBeEmptyAsync("brief");
    }

    [Fact]
    public async Task A_handler_is_told_when_its_lock_is_lost()
    {
        var time = new WatchedTime();
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
            await lost.Task.WaitAsync(Ct);
        });
        await bus.SendAsync("brief", new ServiceBusMessage("a"));
        await processor.StartProcessingAsync(Ct);
        await started.Task.WaitAsync(Ct);

        await time.PassAsync(TimeSpan.FromSeconds(5));

        (await lost.Task.WaitAsync(Ct)).Message.Body.ToString().ShouldBe("a");
        await Eventually.IsTrueAsync(() => !handled.Errors.IsEmpty);
        var error = handled.Errors.First();
        error.ErrorSource.ShouldBe(ServiceBusErrorSource.Complete);
        error.Exception.ShouldBeOfType<ServiceBusException>().Reason.ShouldBe(ServiceBusFailureReason.MessageLockLost);
    }

    [Fact]
    public async Task What_can_not_be_received_is_told_as_such_and_tried_again()
    {
        var time = new WatchedTime();
        await using var bus = await TestBus.StartAsync(time);
        await using var processor = bus.Client.CreateProcessor("nowhere");
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);

        await Eventually.IsTrueAsync(() => handled.Errors.Count == 1);
        await time.PassAsync(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => handled.Errors.Count == 2);

        handled.Errors.ShouldAllBe(error => error.ErrorSource == ServiceBusErrorSource.Receive);
        handled.Errors.First().Exception
            .ShouldBeOfType<ServiceBusException>().Reason.ShouldBe(ServiceBusFailureReason.MessagingEntityNotFound);
    }

    [Fact]
    public async Task An_error_handler_that_throws_ends_nothing()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var count = 0;
        processor.ProcessMessageAsync += _ => Interlocked.Increment(ref count) == 1 ? throw new FormatException() : Task.CompletedTask;
        processor.ProcessErrorAsync += _ => throw new InvalidOperationException();
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("a"));

        await Eventually.IsTrueAsync(() => Volatile.Read(ref count) == 2);
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
        await processor.StartProcessingAsync(Ct);

        await bus.SendAsync("orders", new ServiceBusMessage("bad"), new ServiceBusMessage("good"));

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 2 && handled.Errors.Count == 1);
        await processor.StopProcessingAsync(Ct);
        await bus.ShouldBeEmptyAsync("orders");
    }

    [Fact]
    public async Task Handlers_are_needed_before_the_start()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");

        (await Should.ThrowAsync<InvalidOperationException>(() => processor.StartProcessingAsync(Ct)))
            .Message.ShouldContain("ProcessMessageAsync");
        processor.ProcessMessageAsync += _ => Task.CompletedTask;
        (await Should.ThrowAsync<InvalidOperationException>(() => processor.StartProcessingAsync(Ct)))
            .Message.ShouldContain("ProcessErrorAsync");
    }

    [Fact]
    public async Task There_is_one_handler_and_it_stays_while_the_processor_runs()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        Func<ProcessMessageEventArgs, Task> handler = _ => Task.CompletedTask;
        processor.ProcessMessageAsync += handler;
        processor.ProcessErrorAsync += _ => Task.CompletedTask;

        Should.Throw<NotSupportedException>(() => processor.ProcessMessageAsync += _ => Task.CompletedTask);
        Should.Throw<ArgumentException>(() => processor.ProcessMessageAsync -= _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);
        Should.Throw<InvalidOperationException>(() => processor.ProcessMessageAsync -= handler);
        await Should.ThrowAsync<InvalidOperationException>(() => processor.StartProcessingAsync(Ct));
        await processor.StopProcessingAsync(Ct);
        processor.ProcessMessageAsync -= handler;
    }

    [Fact]
    public async Task A_closed_processor_is_an_ObjectDisposedException()
    {
        await using var bus = await TestBus.StartAsync();
        var processor = bus.Client.CreateProcessor("orders");
        Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);

        await processor.CloseAsync(Ct);
        await processor.DisposeAsync();

        (processor.IsClosed, processor.IsProcessing).ShouldBe((true, false));
        await Should.ThrowAsync<ObjectDisposedException>(() => processor.StartProcessingAsync(Ct));
    }

    [Fact]
    public async Task Dead_letters_are_processed_like_others()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await using var receiver = bus.Client.CreateReceiver("orders");
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(cancellationToken: Ct))!, "r", null, Ct);
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { SubQueue = SubQueue.DeadLetter });
        var handled = Handled.By(processor, _ => Task.CompletedTask);

        await processor.StartProcessingAsync(Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1);
        handled.Messages.Single().DeadLetterReason.ShouldBe("r");
    }
}
