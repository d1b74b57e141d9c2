using Integration.Local.ServiceBusEmulator.Rules;
using Integration.Local.ServiceBusEmulator.Topology;

namespace Integration.Local.ServiceBusEmulator.Tests.Topology;

public sealed class TopologyFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_topology_of_this_project_is_read()
    {
        var topology = TopologyFile.Read(Path.Combine(AppContext.BaseDirectory, "servicebus.json"));

        var results = topology.Queues.Single(queue => queue.Name == "step-results").Settings;
        results.RequiresSession.ShouldBeTrue();
        results.LockDuration.ShouldBe(TimeSpan.FromMinutes(1));
        results.DefaultMessageTimeToLive.ShouldBe(TimeSpan.FromDays(14));
        var hosted = topology.Topics.Single(topic => topic.Name == "identity-checks").Subscriptions.Single();
        hosted.Settings.MaxDeliveryCount.ShouldBe(5);
        var filter = hosted.Rules.Single().Filter.ShouldBeOfType<CorrelationFilter>();
        filter.Properties["hosting"].ShouldBe("hosted");
    }

    [Fact]
    public void Defaults_are_those_of_the_service()
    {
        var settings = Read("""{ "Queues": [ { "Name": "q" } ] }""").Queues.Single().Settings;

        settings.ShouldBe(new QueueSettings
        {
            LockDuration = TimeSpan.FromMinutes(1),
            MaxDeliveryCount = 10,
            DefaultMessageTimeToLive = TimeSpan.MaxValue,
        });
    }

    [Theory]
    [InlineData(
        """{ "Queues": [ { "Name": "q", "Propertys": {} } ] }""",
        "/Queues/0/Propertys: unknown property; known here: Name, Properties")]
    [InlineData("""{ "Queues": [ { "Properties": {} } ] }""", "/Queues/0: Name is missing")]
    [InlineData("""{ "Queues": [ { "Name": "a b" } ] }""", "/Queues/0/Name: expected at most 260 letters")]
    [InlineData("""{ "Queues": [ { "Name": "q" }, { "Name": "Q" } ] }""", "/Queues/1/Name: 'Q' is already the name of another")]
    [InlineData("""{ "Queues": [ { "Name": "q" } ], "Topics": [ { "Name": "q" } ] }""", "/Topics/0/Name: 'q' is already the name")]
    [InlineData(
        """{ "Queues": [ { "Name": "q", "Properties": { "LockDuration": "1 minute" } } ] }""",
        "/LockDuration: expected an ISO 8601 duration")]
    [InlineData("""{ "Queues": [ { "Name": "q", "Properties": { "LockDuration": "PT6M" } } ] }""", "and at most PT5M")]
    [InlineData("""{ "Queues": [ { "Name": "q", "Properties": { "MaxDeliveryCount": 0 } } ] }""", "expected a whole number from 1 to 2000")]
    [InlineData(
        """{ "Queues": [ { "Name": "q", "Properties": { "RequiresSession": "yes" } } ] }""",
        "/RequiresSession: expected true or false")]
    [InlineData("""{ "Queues": [ { "Name": "q", "Properties": { "ForwardTo": "r" } } ] }""", "/ForwardTo: there is no queue or topic 'r'")]
    [InlineData("""{ "Queues": [ { "Name": "q", "Properties": { "ForwardTo": "q" } } ] }""", "messages would go in a circle")]
    [InlineData("""{ "Queues": [ { "Name": "q", "Properties": { "ForwardTo": "t" } } ], "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s", "Properties": { "ForwardTo": "q" } } ] } ] }""", "/Queues/0/Properties/ForwardTo: messages would go in a circle")]
    [InlineData("""{ "Queues": {} }""", "/Queues: expected an array")]
    [InlineData(
        """{ "Topics": [ { "Name": "t", "Properties": { "RequiresSession": true } } ] }""",
        "/Topics/0/Properties/RequiresSession: unknown property")]
    [InlineData("""{ "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s", "Rules": [ { "Name": "r", "Properties": { "FilterType": "Regex" } } ] } ] } ] }""", "/Rules/0/Properties/FilterType: expected Correlation or Sql")]
    [InlineData("""{ "Topics": [ { "Name": "t", "Subscriptions": [ { "Name": "s", "Rules": [ { "Name": "r", "Properties": { "FilterType": "Correlation", "CorrelationFilter": {} } } ] } ] } ] }""", "must set at least one field")]
    public void What_cannot_be_is_refused_with_file_place_and_what_would_be_right(string members, string expected)
    {
        var exception = Should.Throw<BrokerStartException>(() => Read(members));

        exception.Message.ShouldStartWith(Path.Combine(_directory.Path, "topology.json") + "#/UserConfig/Namespaces/0/");
        exception.Message.ShouldContain(expected);
        exception.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void A_file_that_is_missing_or_no_JSON_is_named()
    {
        Should.Throw<BrokerStartException>(() => TopologyFile.Read("/nowhere/topology.json"))
            .Message.ShouldContain("/nowhere/topology.json");
        var path = _directory.Write("broken.json", "{\n  \"UserConfig\": ]\n}");
        Should.Throw<BrokerStartException>(() => TopologyFile.Read(path)).Message.ShouldStartWith($"{path}(2,");
    }

    private NamespaceTopology Read(string members)
    {
        var named = members.Insert(1, """ "Name": "sbemulatorns", """);
        return TopologyFile.Read(_directory.Write("topology.json", $$"""{ "UserConfig": { "Namespaces": [ {{named}} ] } }"""));
    }
}
