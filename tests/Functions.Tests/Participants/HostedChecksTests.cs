using System.Text.Json;
using Integration.Functions.Participants;

namespace Integration.Functions.Tests.Participants;

public sealed class HostedChecksTests
{
    [Fact]
    public void A_failure_is_reported_before_the_bus_gives_up()
    {
        using var topology = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "servicebus.json")));
        var deliveries = topology.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Topics").EnumerateArray()
            .SelectMany(topic => topic.GetProperty("Subscriptions").EnumerateArray())
            .Where(subscription => subscription.GetProperty("Name").GetString() == "hosted")
            .Select(subscription => subscription.GetProperty("Properties").GetProperty("MaxDeliveryCount").GetInt32())
            .ToList();

        deliveries.ShouldNotBeEmpty();
        deliveries.ShouldAllBe(count => count >= new HostedChecksOptions().MaxDeliveryCount);
    }
}
