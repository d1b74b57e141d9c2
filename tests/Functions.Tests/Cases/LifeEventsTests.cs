using Azure.Messaging.ServiceBus;
using Integration.Functions.Tests.Exchange;
using Integration.Workflows.Applications;
using Integration.Workflows.Cases;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Exchange;
using Integration.Workflows.LifeEvents;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Functions.Tests.Cases;

public sealed class LifeEventsTests
{
    private static readonly ServiceCatalogue Catalogue = ServiceCatalogue.LoadShipped();
    private static readonly BinaryData Customer = BinaryData.FromBytes(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "be-energy-social-tariff.json")));

    private readonly RecordedActions _actions = new();
    private readonly RecordedNetwork _network = new();

    [Fact]
    public async Task An_event_becomes_a_case_a_receipt_and_a_settled_message()
    {
        await TakeAsync("be-lumilux", Customer);

        _network.Stored.Count.ShouldBe(1);
        _network.Sent.Select(message => message.Destination).ShouldBe([Destinations.Intake, Destinations.EventReceipts]);
        _actions.Settled.ShouldBe(["completed"]);
    }

    [Fact]
    public async Task An_event_that_is_refused_is_settled_with_its_receipt()
    {
        await TakeAsync("be-lumilux", BinaryData.FromString("{}"));

        _network.Stored.ShouldBeEmpty();
        _network.Sent.ShouldHaveSingleItem().Destination.ShouldBe(Destinations.EventReceipts);
        _actions.Settled.ShouldBe(["completed"]);
    }

    [Fact]
    public async Task An_event_of_nobody_is_set_aside_with_its_reason()
    {
        await TakeAsync("nobody", Customer);

        _network.Sent.ShouldBeEmpty();
        _actions.Settled.ShouldBe(["dead-lettered: unknown-sender"]);
    }

    private Task TakeAsync(string participant, BinaryData data)
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(data, "message-1", properties: new Dictionary<string, object>
        {
            ["cloudEvents:type"] = "be.energy.customer-connected.v1",
            ["cloudEvents:id"] = "evt-1",
            ["cloudEvents:source"] = "/lumilux/connections",
            ["participant"] = participant,
        });
        return Function().TakeLifeEvent(message, _actions, TestContext.Current.CancellationToken);
    }

    private Integration.Functions.Cases.LifeEvents Function()
    {
        var catalogues = new FixedCatalogue(Catalogue);
        var intake = new CaseIntake(catalogues, _network, _network, OpenCase.Keys, TimeProvider.System);
        return new(new LifeEventIntake(
            catalogues, new ApplicationValidator(Catalogue), intake, _network, TimeProvider.System, NullLogger<LifeEventIntake>.Instance));
    }
}
