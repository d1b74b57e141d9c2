using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsWorker.ServiceBus;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

public sealed class MessageBodyTests
{
    private static readonly ServiceBusReceivedMessage Message =
        ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString("""{"Fruit":"pear","Count":2}"""));

    [Fact]
    public void A_message_is_given_as_it_is() => Read(typeof(ServiceBusReceivedMessage)).ShouldBeSameAs(Message);

    [Fact]
    public void A_body_is_given_as_binary_data() => Read(typeof(BinaryData)).ShouldBeSameAs(Message.Body);

    [Fact]
    public void A_body_is_given_as_text() => Read(typeof(string)).ShouldBe("""{"Fruit":"pear","Count":2}""");

    [Fact]
    public void A_body_is_given_as_bytes() => Read(typeof(byte[])).ShouldBe(Message.Body.ToArray());

    [Fact]
    public void A_body_is_read_from_json() => Read(typeof(MessageFunctions.Order)).ShouldBe(new MessageFunctions.Order("pear", 2));

    [Theory]
    [InlineData(typeof(Stream))]
    [InlineData(typeof(IFormattable))]
    [InlineData(typeof(ReadOnlySpan<byte>))]
    public void Nothing_else_can_be_made_of_a_message(Type type) => MessageBody.ReaderFor(type).ShouldBeNull();

    [Fact]
    public void A_batch_is_an_array_of_what_can_be_made_of_each()
    {
        var read = MessageBody.BatchReaderFor(typeof(MessageFunctions.Order[]))!;
        read([Message, Message], JsonSerializerOptions.Default).ShouldBe(
            new MessageFunctions.Order[] { new("pear", 2), new("pear", 2) });
    }

    [Theory]
    [InlineData(typeof(byte[]))]
    [InlineData(typeof(List<string>))]
    [InlineData(typeof(Stream[]))]
    public void Nothing_else_can_be_made_of_a_batch(Type type) => MessageBody.BatchReaderFor(type).ShouldBeNull();

    private static object? Read(Type type) => MessageBody.ReaderFor(type)!(Message, JsonSerializerOptions.Default);
}
