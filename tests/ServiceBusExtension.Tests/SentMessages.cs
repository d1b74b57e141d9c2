using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Core;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>Messages as a host sends them: of each, the bytes of its lock token, then the AMQP message.</summary>
internal static class SentMessages
{
    public static ModelBindingData Of(ServiceBusReceivedMessage message) =>
        Data([.. Guid.Parse(message.LockToken).ToByteArray(), .. message.GetRawAmqpMessage().ToBytes().ToArray()]);

    public static CollectionModelBindingData Of(params IEnumerable<ServiceBusReceivedMessage> messages) => new Batch([.. messages.Select(Of)]);

    public static ModelBindingData Data(byte[] content, string contentType = "application/octet-stream") => new One(content, contentType);

    private sealed class One(byte[] content, string contentType) : ModelBindingData
    {
        public override string Version => "1.0";

        public override string Source => "AzureServiceBusReceivedMessage";

        public override string ContentType => contentType;

        public override BinaryData Content => BinaryData.FromBytes(content);
    }

    private sealed class Batch(ModelBindingData[] messages) : CollectionModelBindingData
    {
        public override ModelBindingData[] ModelBindingData => messages;
    }
}
