using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Processing;

public sealed class ProcessorLifecycleTests
{
    [Fact]
    public async Task Stopping_waits_for_the_handlers_that_run_and_tells_them()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var (started, told, goOn) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var handled = Handled.By(processor, async args =>
        {
            using var registration = args.CancellationToken.Register(told.SetResult);
            started.SetResult();
            await goOn.Task;
        });
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await started.Task.WaitAsync(bus.Ct);

        var stopping = processor.StopProcessingAsync(bus.Ct);
        await told.Task.WaitAsync(bus.Ct);
        stopping.IsCompleted.ShouldBeFalse();
        goOn.SetResult();
        await stopping;

        processor.IsProcessing.ShouldBeFalse();
        handled.Messages.Count.ShouldBe(1);
        await bus.ShouldBeEmptyAsync("orders");
    }

    [Fact]
    public async Task A_handler_that_stops_when_told_leaves_its_message_to_come_again_when_the_lock_has_run_out()
    {
        var time = BrokerClock.New();
        await using var bus = await TestBus.StartAsync(time);
        await using var processor = bus.Client.CreateProcessor("brief");
        var started = new TaskCompletionSource();
        var handled = Handled.By(processor, async args =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, args.CancellationToken);
        });
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("brief", new ServiceBusMessage("a"));
        await started.Task.WaitAsync(bus.Ct);

        await processor.StopProcessingAsync(bus.Ct);
        time.Advance(TimeSpan.FromSeconds(5));

        handled.Errors.ShouldBeEmpty();
        await using var receiver = bus.Client.CreateReceiver("brief");
        (await receiver.ReceiveMessageAsync(cancellationToken: bus.Ct)).ShouldNotBeNull().DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_stopped_processor_leaves_what_it_fetched_ahead_and_can_be_started_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { PrefetchCount = 20 });
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 10).Select(i => new ServiceBusMessage($"{i}"))]);
        await processor.StartProcessingAsync(bus.Ct);
        await Eventually.IsTrueAsync(() => handled.Started == 1, bus.Ct);
        var stopping = processor.StopProcessingAsync(bus.Ct);
        goOn.SetResult();
        await stopping;

        await processor.StartProcessingAsync(bus.Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 10, bus.Ct);
        handled.Messages.ShouldAllBe(message => message.DeliveryCount == 1);
    }

    [Fact]
    public async Task Processing_goes_on_after_a_restart_of_the_broker()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { MaxConcurrentCalls = 3 });
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("before"));
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("after"));

        await Eventually.IsTrueAsync(() => handled.Messages.Any(message => message.Body.ToString() == "after"), bus.Ct);
    }

    [Fact]
    public async Task A_handler_that_runs_through_a_restart_still_completes_its_message()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await processor.StartProcessingAsync(bus.Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await Eventually.IsTrueAsync(() => handled.Started == 1, bus.Ct);

        bus.Cut();
        // Settling on a link that breaks meanwhile is a lost lock to the client, whatever the broker holds.
        await bus.PeekAsync("invoices");
        goOn.SetResult();

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1, bus.Ct);
        await processor.StopProcessingAsync(bus.Ct);
        handled.Errors.ShouldAllBe(error => error.ErrorSource == ServiceBusErrorSource.Receive);
        handled.Messages.ShouldHaveSingleItem();
        await bus.ShouldBeEmptyAsync("orders");
    }
}
