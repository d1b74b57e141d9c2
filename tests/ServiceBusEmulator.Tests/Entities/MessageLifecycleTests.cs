using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

public sealed class MessageLifecycleTests
{
    [Fact]
    public void Nothing_happens_to_a_message_that_has_left()
    {
        MessageState[] final = [MessageState.Gone, MessageState.DeadLettered];
        MessageLifecycle.Table.Keys.ShouldAllBe(key => !final.Contains(key.From));
    }

    [Fact]
    public void Every_other_state_is_reached_and_left()
    {
        foreach (var state in Enum.GetValues<MessageState>())
        {
            var entered = MessageLifecycle.Table.Any(entry => entry.Value == state);
            (entered || state == MessageState.Scheduled).ShouldBeTrue($"{state} is never reached");
        }

        MessageLifecycle.Table.Keys.Select(key => key.Trigger).Distinct().Count().ShouldBe(Enum.GetValues<MessageTrigger>().Length);
    }

    [Fact]
    public void What_is_not_in_the_table_cannot_happen() =>
        Should.Throw<InvalidOperationException>(() => MessageLifecycle.Next(MessageState.Active, MessageTrigger.Complete));
}
