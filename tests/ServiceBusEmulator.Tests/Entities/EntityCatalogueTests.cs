using Integration.Local.ServiceBusEmulator.Entities;
using Integration.Local.ServiceBusEmulator.Rules;
using Integration.Local.ServiceBusEmulator.Topology;
using static Integration.Local.ServiceBusEmulator.Tests.Messages.TestMessage;

namespace Integration.Local.ServiceBusEmulator.Tests.Entities;

public sealed class EntityCatalogueTests
{
    private readonly TestNamespace _entities = new();
    private readonly EntityCatalogue _catalogue;

    public EntityCatalogueTests()
    {
        var numbers = new Dictionary<string, int>();
        var topology = TopologyFile.Read(TestBroker.TopologyPath);
        _catalogue = new EntityCatalogue(
            topology, _entities.Context, address => numbers.TryAdd(address, numbers.Count + 1) ? numbers.Count : 0);
        foreach (var subscription in topology.Topics.Single().Subscriptions)
        {
            foreach (var rule in EntityCatalogue.DeclaredRules(subscription, _entities.Now))
            {
                _catalogue.Subscriptions[$"orders/Subscriptions/{subscription.Name}"].Restore(rule);
            }
        }
    }

    [Theory]
    [InlineData("plain", true, true)]
    [InlineData("PLAIN", true, true)]
    [InlineData("orders", false, true)]
    [InlineData("orders/subscriptions/ALL", true, false)]
    [InlineData("plain/$deadletterqueue", true, false)]
    [InlineData("orders/Subscriptions/all/$DeadLetterQueue", true, false)]
    [InlineData("unknown", false, false)]
    public void Entities_are_found_by_address_without_regard_to_case(string address, bool receives, bool sends)
    {
        (_catalogue.FindSource(address) is not null).ShouldBe(receives);
        (_catalogue.FindTarget(address) is not null).ShouldBe(sends);
    }

    [Fact]
    public void A_topic_gives_every_subscription_that_wants_it_a_message_of_its_own()
    {
        Send("orders", Content("red", properties: new Dictionary<string, object> { ["color"] = "red", ["size"] = 5u }));
        Send("orders", Content("blue", properties: new Dictionary<string, object> { ["color"] = "blue", ["size"] = 5u }));

        Receive("orders/Subscriptions/all").Bodies.ShouldBe(["red", "blue"]);
        Receive("orders/Subscriptions/red").Bodies.ShouldBe(["red"]);
        _entities.Journal.Messages.Count.ShouldBe(5);
    }

    [Fact]
    public void A_message_of_a_subscription_knows_the_number_it_had_in_the_topic()
    {
        Send("orders", Content(messageId: "1"));
        Send("orders", Content("red", properties: new Dictionary<string, object> { ["color"] = "red", ["size"] = 5 }));

        var message = Receive("orders/Subscriptions/red").Last;

        message.SequenceNumber.ShouldBe(1);
        message.EnqueuedSequenceNumber.ShouldBe(2);
    }

    [Fact]
    public void A_topic_holds_scheduled_messages_until_they_are_due()
    {
        Send("orders", Content("later", scheduledFor: _entities.Now.AddMinutes(1)));
        var receiver = Receive("orders/Subscriptions/all");
        receiver.Received.ShouldBeEmpty();

        _entities.Time.Advance(TimeSpan.FromMinutes(1));
        _catalogue.FindTarget("orders")!.Sweep();

        receiver.Bodies.ShouldBe(["later"]);
        _catalogue.FindTarget("orders")!.Count.ShouldBe(0);
    }

    [Fact]
    public void A_queue_forwards_what_it_gets_and_its_dead_letters()
    {
        Send("forwarding", Content("forwarded"));

        var receiver = Receive("plain2");

        receiver.Bodies.ShouldBe(["forwarded"]);
        _catalogue.FindSource("forwarding")!.Count.ShouldBe(0);
    }

    [Fact]
    public void A_rule_is_added_once_and_removed_once()
    {
        var subscription = _catalogue.Subscriptions["orders/Subscriptions/all"];
        subscription.AddRule("more", new FalseFilter());

        Should.Throw<EntityException>(() => subscription.AddRule("MORE", new FalseFilter())).Error.ShouldBe(EntityError.EntityExists);
        subscription.RemoveRule("more");
        Should.Throw<EntityException>(() => subscription.RemoveRule("more")).Error.ShouldBe(EntityError.EntityNotFound);
    }

    private void Send(string address, ServiceBusEmulator.Messages.MessageContent content) =>
        _catalogue.FindTarget(address)!.Send([content]);

    private TestReceiver Receive(string address) => TestReceiver.Joining(_catalogue.FindSource(address)!);
}
