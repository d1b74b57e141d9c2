using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Tests.Processing;

public sealed class ProcessorLifecycleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        await processor.StartProcessingAsync(Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await started.Task.WaitAsync(Ct);

        var stopping = processor.StopProcessingAsync(Ct);
        await told.Task.WaitAsync(Ct);
        stopping.IsCompleted.ShouldBeFalse();
        goOn.SetResult();
        await stopping;

        processor.IsProcessing.ShouldBeFalse();
        handled.Messages.Count.ShouldBe(1);
        await bus.ShouldBeEmptyAsync("orders");
    }

    [Fact]
    public async Task A_handler_that_stops_when_told_gives_its_message_back_without_an_error()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var started = new TaskCompletionSource();
        var handled = Handled.By(processor, async args =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, args.CancellationToken);
        });
        await processor.StartProcessingAsync(Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await started.Task.WaitAsync(Ct);

        await processor.StopProcessingAsync(Ct);

        handled.Errors.ShouldBeEmpty();
        await using var receiver = bus.Client.CreateReceiver("orders");
        (await receiver.ReceiveMessageAsync(cancellationToken: Ct)).ShouldNotBeNull().DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_stopped_processor_leaves_what_it_fetched_ahead_and_can_be_started_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { PrefetchCount = 20 });
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await bus.SendAsync("orders", [.. Enumerable.Range(0, 10).Select(i => new ServiceBusMessage($"{i}"))]);
        await processor.StartProcessingAsync(Ct);
        await Eventually.IsTrueAsync(() => handled.Started == 1);
        var stopping = processor.StopProcessingAsync(Ct);
        goOn.SetResult();
        await stopping;

        await processor.StartProcessingAsync(Ct);

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 10);
        handled.Messages.ShouldAllBe(message => message.DeliveryCount == 1);
    }

    [Fact]
    public async Task Processing_goes_on_after_a_restart_of_the_broker()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders", new ServiceBusProcessorOptions { MaxConcurrentCalls = 3 });
        var handled = Handled.By(processor, _ => Task.CompletedTask);
        await processor.StartProcessingAsync(Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("before"));
        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1);

        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();
        await bus.SendAsync("orders", new ServiceBusMessage("after"));

        await Eventually.IsTrueAsync(() => handled.Messages.Any(message => message.Body.ToString() == "after"));
    }

    [Fact]
    public async Task A_handler_that_runs_through_a_restart_still_completes_its_message()
    {
        await using var bus = await TestBus.StartAsync();
        await using var processor = bus.Client.CreateProcessor("orders");
        var goOn = new TaskCompletionSource();
        var handled = Handled.By(processor, _ => goOn.Task);
        await processor.StartProcessingAsync(Ct);
        await bus.SendAsync("orders", new ServiceBusMessage("a"));
        await Eventually.IsTrueAsync(() => handled.Started == 1);

        bus.Cut();
        goOn.SetResult();

        await Eventually.IsTrueAsync(() => handled.Messages.Count == 1);
        await processor.StopProcessingAsync(Ct);
        handled.Errors.ShouldBeEmpty();
        await bus.ShouldBeEmptyAsync("orders");
    }
}
