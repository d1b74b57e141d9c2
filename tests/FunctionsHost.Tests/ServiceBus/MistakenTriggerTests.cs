using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class MistakenTriggerTests
{
    [Theory]
    [InlineData("""{ "queueName": "" }""", "the queue has no name. Give the trigger one.")]
    [InlineData("""{ "topicName": "news" }""", "the subscription has no name. Give the trigger one.")]
    [InlineData(
        """{ "topicName": "news", "subscriptionName": "%Subscription%" }""",
        "the subscription '%Subscription%' needs the setting 'Subscription', which is missing. Set it.")]
    [InlineData(
        """{ "queueName": "orders", "connection": "OtherBus" }""",
        "the setting 'OtherBus' is missing. Set it to a connection string, or 'OtherBus:fullyQualifiedNamespace' to a namespace.")]
    public async Task A_mistake_stops_the_start_and_says_how_to_fix_it(string binding, string said)
    {
        await using var bus = await TestBus.StartAsync();
        (await Should.ThrowAsync<FunctionMistakeException>(() => MessageHost.StartAsync(bus, binding)))
            .Message.ShouldBe($"Function 'Take': {said}");
    }
}
