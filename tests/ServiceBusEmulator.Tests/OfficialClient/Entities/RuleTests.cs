using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient.Entities;

public sealed class RuleTests
{
    [Fact]
    public async Task Rules_are_added_listed_and_removed_and_kept_over_a_restart()
    {
        await using var bus = await TestBus.StartAsync();
        await using var rules = bus.Client.CreateRuleManager("news", "changing");
        var filter = new CorrelationRuleFilter("c") { Subject = "urgent", ApplicationProperties = { ["size"] = 9 } };

        await rules.CreateRuleAsync("big", filter, bus.Ct);
        await rules.DeleteRuleAsync("$Default", bus.Ct);
        await bus.StopBrokerAsync();
        await bus.StartBrokerAsync();

        var rule = (await rules.GetRulesAsync(bus.Ct).ToListAsync(bus.Ct)).ShouldHaveSingleItem();
        rule.Name.ShouldBe("big");
        rule.Filter.ShouldBe(filter);
        await bus.SendAsync("news", NewMessage(9), NewMessage(8));
        (await bus.PeekAsync("news/Subscriptions/changing")).ShouldHaveSingleItem().ApplicationProperties["size"].ShouldBe(9);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_one_that_is_unknown_are_refused()
    {
        await using var bus = await TestBus.StartAsync();
        await using var rules = bus.Client.CreateRuleManager("news", "changing");

        await ShouldBeAsync(
            ServiceBusFailureReason.MessagingEntityAlreadyExists, () => rules.CreateRuleAsync("$Default", new TrueRuleFilter(), bus.Ct));
        await ShouldBeAsync(ServiceBusFailureReason.MessagingEntityNotFound, () => rules.DeleteRuleAsync("unknown", bus.Ct));
    }

    [Fact]
    public async Task SQL_other_than_always_and_never_is_refused_with_that_reason_and_so_is_an_action()
    {
        await using var bus = await TestBus.StartAsync();
        await using var rules = bus.Client.CreateRuleManager("news", "changing");

        await rules.CreateRuleAsync("never", new FalseRuleFilter(), bus.Ct);
        (await Should.ThrowAsync<ArgumentException>(() => rules.CreateRuleAsync("sql", new SqlRuleFilter("size > 3"), bus.Ct)))
            .Message.ShouldContain("SQL");
        var action = new CreateRuleOptions("action", new TrueRuleFilter()) { Action = new SqlRuleAction("SET a = 1") };
        (await Should.ThrowAsync<ArgumentException>(() => rules.CreateRuleAsync(action, bus.Ct))).Message.ShouldContain("actions");
    }

    private static ServiceBusMessage NewMessage(int size) =>
        new() { CorrelationId = "c", Subject = "urgent", ApplicationProperties = { ["size"] = size } };

    private static async Task ShouldBeAsync(ServiceBusFailureReason reason, Func<Task> action) =>
        (await Should.ThrowAsync<ServiceBusException>(action)).Reason.ShouldBe(reason);
}
