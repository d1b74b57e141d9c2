using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A trigger's parameter is the message that the host received.</summary>
public sealed class ReceivedMessageTests
{
    private static readonly ServiceBusReceivedMessage _first = Message("first");
    private static readonly ServiceBusReceivedMessage _second = Message("second");

    [Fact]
    public async Task A_message_comes_with_all_that_the_host_received()
    {
        var message = (await ConvertAsync<ServiceBusReceivedMessage>(SentMessages.Of(_first))).ShouldBeOfType<ServiceBusReceivedMessage>();

        message.MessageId.ShouldBe("first");
        message.LockToken.ShouldBe(_first.LockToken);
        message.SessionId.ShouldBe("session");
        message.DeliveryCount.ShouldBe(3);
        message.SequenceNumber.ShouldBe(7);
        message.EnqueuedTime.ShouldBe(DateTimeOffset.UnixEpoch);
        message.ApplicationProperties.ShouldBe([new("type", "birth"), new("attempt", 2)], ignoreOrder: true);
        message.Body.ToString().ShouldBe("body of first");
    }

    [Theory]
    [InlineData(typeof(ServiceBusReceivedMessage[]))]
    [InlineData(typeof(IEnumerable<ServiceBusReceivedMessage>))]
    [InlineData(typeof(IList<ServiceBusReceivedMessage>))]
    public async Task A_batch_comes_in_its_order(Type parameter)
    {
        var result = await new ServiceBusReceivedMessageConverter()
            .ConvertAsync(new Conversion(parameter, SentMessages.Of(_first, _second)));

        result.Value.ShouldBeAssignableTo(parameter);
        ((IEnumerable<ServiceBusReceivedMessage>)result.Value!).Select(message => message.MessageId).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task What_is_no_message_is_left_to_other_converters() =>
        (await new ServiceBusReceivedMessageConverter().ConvertAsync(new Conversion(typeof(string), "text")))
            .Status.ShouldBe(ConversionStatus.Unhandled);

    [Theory]
    [InlineData("application/json", 64)]
    [InlineData("application/octet-stream", 15)]
    public async Task Content_that_can_t_be_a_message_fails_with_what_was_expected(string contentType, int length)
    {
        var result = await new ServiceBusReceivedMessageConverter().ConvertAsync(
            new Conversion(typeof(ServiceBusReceivedMessage), SentMessages.Data(new byte[length], contentType)));

        result.Error.ShouldNotBeNull().Message.ShouldBe(
            $"The host sent {length} bytes of '{contentType}' from 'AzureServiceBusReceivedMessage' where a Service Bus message belongs: "
            + "application/octet-stream, of 16 bytes and the message, was expected.");
    }

    private static async Task<object?> ConvertAsync<T>(object source)
    {
        var result = await new ServiceBusReceivedMessageConverter().ConvertAsync(new Conversion(typeof(T), source));
        result.Status.ShouldBe(ConversionStatus.Succeeded);
        return result.Value;
    }

    private static ServiceBusReceivedMessage Message(string id) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        BinaryData.FromString($"body of {id}"),
        id,
        sessionId: "session",
        properties: new Dictionary<string, object> { ["type"] = "birth", ["attempt"] = 2 },
        lockTokenGuid: Guid.NewGuid(),
        deliveryCount: 3,
        sequenceNumber: 7,
        enqueuedTime: DateTimeOffset.UnixEpoch);
}
