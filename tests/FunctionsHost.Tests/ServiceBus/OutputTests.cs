using Google.Protobuf;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Messages;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Microsoft.Extensions.Configuration;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class OutputTests
{
    [Fact]
    public void A_text_is_a_message_even_where_it_looks_like_a_list() =>
        Bodies(new TypedData { String = "[1,2]" }).ShouldBe(["[1,2] text/plain"]);

    [Fact]
    public void A_record_is_a_message_in_json() =>
        Bodies(new TypedData { Json = """{"Fruit":"pear"}""" }).ShouldBe(["""{"Fruit":"pear"} application/json"""]);

    [Fact]
    public void Each_item_of_a_list_is_a_message() => Bodies(new TypedData { Json = """["a",{"b":1},null,2]""" })
        .ShouldBe(["a text/plain", """{"b":1} application/json""", "2 application/json"]);

    [Fact]
    public void Bytes_are_a_message() =>
        Bodies(new TypedData { Bytes = ByteString.CopyFromUtf8("raw") }).ShouldBe(["raw application/octet-stream"]);

    [Fact]
    public void Collections_are_as_many_messages()
    {
        Bodies(new TypedData { CollectionString = new CollectionString { String = { "a", "b" } } })
            .ShouldBe(["a text/plain", "b text/plain"]);
        Bodies(new TypedData { CollectionBytes = new CollectionBytes { Bytes = { ByteString.CopyFromUtf8("a") } } })
            .ShouldBe(["a application/octet-stream"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public void Nothing_is_sent_of_nothing(string json) => Bodies(new TypedData { Json = json }).ShouldBeEmpty();

    [Fact]
    public void What_no_message_can_be_made_of_is_told() =>
        Should.Throw<NotSupportedException>(() => OutgoingMessages.Of(new TypedData { Http = new RpcHttp() }))
            .Message.ShouldBe("No message can be made of Http. Return a text, bytes, a record, or a list of them.");

    [Theory]
    [InlineData("""{ "queueOrTopicName": "orders" }""")]
    [InlineData("""{ "queueName": "%Queue%" }""")]
    public async Task A_list_arrives_in_order(string binding)
    {
        await using var bus = await TestBus.StartAsync();
        await using var output = Open(bus, binding);
        await output.WriteAsync(new TypedData { Json = """["a","b"]""" }, TestContext.Current.CancellationToken);
        (await bus.PeekAsync("orders")).Select(message => message.Body.ToString()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_topic_takes_messages_too()
    {
        await using var bus = await TestBus.StartAsync();
        await using var output = Open(bus, """{ "queueOrTopicName": "news", "entityType": "Topic" }""");
        await output.WriteAsync(new TypedData { String = "spring" }, TestContext.Current.CancellationToken);
        await using var receiver = bus.Client.CreateReceiver("news", "readers");
        (await receiver.PeekMessageAsync(cancellationToken: TestContext.Current.CancellationToken)).Body.ToString().ShouldBe("spring");
    }

    [Fact]
    public async Task A_list_that_is_larger_than_a_batch_arrives_in_several()
    {
        await using var bus = await TestBus.StartAsync();
        await using var output = Open(bus, """{ "queueOrTopicName": "orders" }""");
        var large = new string('x', 400_000);
        await output.WriteAsync(
            new TypedData { CollectionString = new CollectionString { String = { large, large, large } } },
            TestContext.Current.CancellationToken);
        (await bus.PeekAsync("orders")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_message_that_no_entity_takes_is_told()
    {
        await using var bus = await TestBus.StartAsync();
        await using var output = Open(bus, """{ "queueOrTopicName": "orders" }""");
        (await Should.ThrowAsync<NotSupportedException>(output.WriteAsync(
            new TypedData { String = new string('x', 2_000_000) }, TestContext.Current.CancellationToken)))
            .Message.ShouldStartWith("A message for 'orders' is larger than ");
    }

    [Theory]
    [InlineData("{}", "the output '$return' names no queue or topic. Give it one.")]
    [InlineData("""{ "queueOrTopicName": "%Other%" }""", "the output '%Other%' needs the setting 'Other', which is missing. Set it.")]
    [InlineData("""{ "queueOrTopicName": "orders", "connection": "Other" }""", "the setting 'Other' is missing. ")]
    public async Task An_output_that_cannot_be_written_is_told_at_the_start(string binding, string said)
    {
        await using var bus = await TestBus.StartAsync();
        Should.Throw<FunctionMistakeException>(() => Open(bus, binding)).Message.ShouldStartWith($"Function 'Give': {said}");
    }

    private static IFunctionOutput Open(TestBus bus, string binding)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("AzureWebJobsServiceBus", bus.ConnectionString), new("Queue", "orders")]).Build();
        var outputs = new ServiceBusOutputs(
            configuration, new SettingExpressions(configuration), new ServiceBusClients(new ServiceBusSettings()));
        var function = TestFunctions.Triggered("Give", "httpTrigger", "{}");
        return outputs.Open(function, TestFunctions.Binding("$return", "serviceBus", "Out", binding));
    }

    private static IEnumerable<string> Bodies(TypedData value) =>
        OutgoingMessages.Of(value).Select(message => $"{message.Body} {message.ContentType}");
}
