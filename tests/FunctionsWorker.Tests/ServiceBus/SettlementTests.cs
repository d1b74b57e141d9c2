using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

public sealed class SettlementTests
{
    private readonly Diary _diary = new();

    [Fact]
    public async Task A_message_is_gone_when_its_function_succeeds()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Read));
        await bus.SendAsync("orders", new ServiceBusMessage("apples") { MessageId = "a-1" });
        (await _diary.ReadAsync()).ShouldBe("apples 1 a-1");
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_whose_function_throws_comes_again_with_a_higher_delivery_count()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.ThrowOnce));
        await bus.SendAsync("orders", "apples");
        (await _diary.ReadAsync()).ShouldBe("1");
        (await _diary.ReadAsync()).ShouldBe("2");
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            log => log.ShouldContain("ThrowOnce"), log => log.ShouldContain("delivery 1"), log => log.ShouldContain("not yet"));
    }

    [Fact]
    public async Task A_message_whose_function_always_throws_becomes_a_dead_letter_after_its_last_delivery()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Throw));
        await bus.SendAsync("fragile", "glass");
        var dead = await bus.DeadLetterAsync("fragile");
        dead.Body.ToString().ShouldBe("glass");
        dead.DeadLetterReason.ShouldBe("MaxDeliveryCountExceeded");
        (await _diary.ReadAsync()).ShouldBe("glass 1");
        (await _diary.ReadAsync()).ShouldBe("glass 2");
        _diary.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_function_has_settled_is_not_settled_again()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Refuse));
        await bus.SendAsync("orders", "apples");
        var dead = await bus.DeadLetterAsync("orders");
        dead.DeadLetterReason.ShouldBe("sold out");
        dead.DeadLetterErrorDescription.ShouldBe("no more apples");
        dead.ApplicationProperties["by"].ShouldBe("Refuse");
        await host.StopAsync();
        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_function_has_settled_before_it_throws_is_not_abandoned()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.RefuseAndThrow));
        await bus.SendAsync("orders", "apples");
        await bus.DeadLetterAsync("orders");
        await host.StopAsync();
        (await _diary.ReadAsync()).ShouldBe("refused");
        _diary.IsEmpty.ShouldBeTrue();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Error).ShouldHaveSingleItem().ShouldContain("after the fact");
    }

    [Fact]
    public async Task A_function_that_completes_messages_itself_leaves_what_it_does_not_complete()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Leave));
        await bus.SendAsync("orders", "take", "leave");
        (await _diary.ReadAsync(2)).ShouldBe(["take", "leave"], ignoreOrder: true);
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().Body.ToString().ShouldBe("leave");
    }

    [Fact]
    public async Task A_function_can_abandon_and_defer()
    {
        await using var bus = await TestBus.StartAsync();
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Postpone));
        await bus.SendAsync("orders", "apples");
        (await _diary.ReadAsync()).ShouldBe("1 False");
        (await _diary.ReadAsync()).ShouldBe("2 True");
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldHaveSingleItem().State.ShouldBe(ServiceBusMessageState.Deferred);
        host.Logs.At(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_is_completed_but_for_what_its_function_has_settled()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "good", "bad");
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Batch));
        (await _diary.ReadAsync(2)).ShouldBe(["good 1", "bad 1"]);
        (await bus.DeadLetterAsync("orders")).DeadLetterReason.ShouldBe("bad");
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        host.Logs.At(LogLevel.Warning).ShouldNotContain(log => log.Contains("could not be settled"));
    }

    [Fact]
    public async Task A_batch_whose_function_throws_comes_again_but_for_what_its_function_has_settled()
    {
        await using var bus = await TestBus.StartAsync();
        await bus.SendAsync("orders", "bad", "fail");
        await using var host = await bus.HostAsync(_diary, typeof(MessageFunctions.Batch));
        (await _diary.ReadAsync(3)).ShouldBe(["bad 1", "fail 1", "fail 2"]);
        await host.StopAsync();
        (await bus.PeekAsync("orders")).ShouldBeEmpty();
        (await bus.PeekAsync("orders", SubQueue.DeadLetter)).ShouldHaveSingleItem();
    }
}
