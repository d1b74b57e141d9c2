using System.Text.Json;
using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.ServiceBus.Messages;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

public sealed class ParameterTests
{
    private const string Deferred = """{ "properties": { "supportsDeferredBinding": "True" } }""";
    private static readonly Guid LockToken = Guid.Parse("7c1e1c0e-5d2a-4b51-a5c5-3d2d0a1a6c55");

    private static readonly ServiceBusReceivedMessage Pear = Received("""{"fruit":"pear"}""");
    private static readonly ServiceBusReceivedMessage Plain = Received("plain");

    [Fact]
    public void A_worker_that_reads_whole_messages_is_given_the_lock_token_and_the_encoded_message()
    {
        var data = Single(Deferred, Pear).ModelBindingData;
        data.Version.ShouldBe("1.0");
        data.Source.ShouldBe("AzureServiceBusReceivedMessage");
        data.ContentType.ShouldBe("application/octet-stream");
        var content = data.Content.ToByteArray();
        var message = ServiceBusReceivedMessage.FromAmqpMessage(
            AmqpAnnotatedMessage.FromBytes(BinaryData.FromBytes(content[16..])), BinaryData.FromBytes(content[..16]));
        message.LockToken.ShouldBe(LockToken.ToString());
        message.Body.ToString().ShouldBe("""{"fruit":"pear"}""");
        message.MessageId.ShouldBe("m-1");
    }

    [Fact]
    public void A_batch_of_whole_messages_is_a_collection() =>
        Batch(Deferred, Pear, Plain).CollectionModelBindingData.ModelBindingData.Count.ShouldBe(2);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "dataType": "String" }""")]
    public void A_body_is_given_as_text(string binding) => Single(binding, Pear).String.ShouldBe("""{"fruit":"pear"}""");

    [Fact]
    public void A_body_is_given_as_bytes() =>
        Single("""{ "dataType": "Binary" }""", Pear).Bytes.ToStringUtf8().ShouldBe("""{"fruit":"pear"}""");

    [Fact]
    public void A_batch_of_texts_or_bytes_is_a_collection_of_them()
    {
        Batch("""{ "dataType": "String" }""", Pear, Plain).CollectionString.String.ShouldBe(["""{"fruit":"pear"}""", "plain"]);
        Batch("""{ "dataType": "Binary" }""", Plain).CollectionBytes.Bytes.Single().ToStringUtf8().ShouldBe("plain");
    }

    [Fact]
    public void A_batch_of_a_type_of_the_functions_own_is_an_array_in_json() =>
        Batch("{}", Pear, Plain).Json.ShouldBe("""[{"fruit":"pear"},"plain"]""");

    [Fact]
    public void A_body_that_is_an_amqp_value_is_given_too()
    {
        var raw = new AmqpAnnotatedMessage(AmqpMessageBody.FromValue("a value"));
        Single("{}", ServiceBusReceivedMessage.FromAmqpMessage(raw, BinaryData.FromBytes(LockToken.ToByteArray())))
            .String.ShouldBe("a value");
    }

    [Fact]
    public void What_is_known_about_a_message_has_the_official_names_and_forms()
    {
        var metadata = MessageMetadata.Of(Pear, session: null);
        metadata["MessageId"].String.ShouldBe("m-1");
        metadata["CorrelationId"].String.ShouldBe("c-1");
        metadata["SessionId"].String.ShouldBe("s-1");
        metadata["Subject"].String.ShouldBe("fruit");
        metadata["ContentType"].String.ShouldBe("application/json");
        metadata["To"].String.ShouldBe("shop");
        metadata["ReplyTo"].String.ShouldBe("home");
        metadata["LockToken"].String.ShouldBe(LockToken.ToString());
        metadata["DeliveryCount"].Json.ShouldBe("3");
        metadata["SequenceNumber"].Json.ShouldBe("77");
        metadata["EnqueuedTimeUtc"].Json.ShouldBe("\"2026-03-01T12:00:00Z\"");
        metadata["ExpiresAtUtc"].Json.ShouldBe("\"2026-03-01T13:00:00Z\"");
        metadata["ApplicationProperties"].Json.ShouldBe("""{"colour":"green"}""");
        metadata["PartitionKey"].String.ShouldBe("s-1");
        metadata["DeadLetterSource"].DataCase.ShouldBe(TypedData.DataOneofCase.None);
        metadata.ShouldNotContainKey("SessionActions");
    }

    [Fact]
    public void What_is_known_about_a_batch_keeps_the_places_of_its_messages()
    {
        var metadata = MessageMetadata.OfBatch([Plain, Pear], session: null);
        metadata["CorrelationIdArray"].CollectionString.String.ShouldBe(["", "c-1"]);
        metadata["SessionIdArray"].CollectionString.String.ShouldBe(["", "s-1"]);
        metadata["SequenceNumberArray"].CollectionSint64.Sint64.ShouldBe([-1, 77]);
        metadata["DeliveryCountArray"].Json.ShouldBe("[0,3]");
        JsonDocument.Parse(metadata["ApplicationPropertiesArray"].Json).RootElement.GetArrayLength().ShouldBe(2);
        metadata.Keys.ShouldAllBe(name => name.EndsWith("Array", StringComparison.Ordinal));
    }

    private static TypedData Single(string binding, ServiceBusReceivedMessage message) =>
        MessageParameter.Of(TestFunctions.Binding("message", "serviceBusTrigger", "In", binding), message);

    private static TypedData Batch(string binding, params ServiceBusReceivedMessage[] messages) =>
        MessageParameter.OfBatch(TestFunctions.Binding("messages", "serviceBusTrigger", "In", binding), messages);

    private static ServiceBusReceivedMessage Received(string body) => body == "plain"
        ? ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: "m-2", lockTokenGuid: LockToken)
        : ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body),
            messageId: "m-1",
            partitionKey: "s-1",
            sessionId: "s-1",
            timeToLive: TimeSpan.FromHours(1),
            correlationId: "c-1",
            subject: "fruit",
            to: "shop",
            contentType: "application/json",
            replyTo: "home",
            properties: new Dictionary<string, object> { ["colour"] = "green" },
            lockTokenGuid: LockToken,
            deliveryCount: 3,
            sequenceNumber: 77,
            enqueuedTime: new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
}
