using Azure.Core.Amqp;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Makes received messages of a trigger's binding data: of each, the 16 bytes of its lock token, then the message as AMQP encodes it.
/// </summary>
[SupportsDeferredBinding]
[SupportedTargetType(typeof(ServiceBusReceivedMessage))]
[SupportedTargetType(typeof(ServiceBusReceivedMessage[]))]
[SupportedTargetType(typeof(IEnumerable<ServiceBusReceivedMessage>))]
[SupportedTargetType(typeof(IList<ServiceBusReceivedMessage>))]
internal sealed class ServiceBusReceivedMessageConverter : IInputConverter
{
    private const string ContentType = "application/octet-stream";
    private const int LockTokenLength = 16;

    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        try
        {
            return new(context.Source switch
            {
                ModelBindingData data => ConversionResult.Success(Read(data)),
                CollectionModelBindingData batch when context.TargetType.IsArray =>
                    ConversionResult.Success(batch.ModelBindingData.Select(Read).ToArray()),
                CollectionModelBindingData batch => ConversionResult.Success(batch.ModelBindingData.Select(Read).ToList()),
                _ => ConversionResult.Unhandled(),
            });
        }
        catch (InvalidOperationException error)
        {
            return new(ConversionResult.Failed(error));
        }
    }

    private static ServiceBusReceivedMessage Read(ModelBindingData data)
    {
        var content = data.Content.ToMemory();
        if (data.ContentType != ContentType || content.Length < LockTokenLength)
        {
            throw new InvalidOperationException(
                $"The host sent {content.Length} bytes of '{data.ContentType}' from '{data.Source}' where a Service Bus message belongs: "
                + $"{ContentType}, of {LockTokenLength} bytes and the message, was expected.");
        }

        var message = AmqpAnnotatedMessage.FromBytes(BinaryData.FromBytes(content[LockTokenLength..]));
        return ServiceBusReceivedMessage.FromAmqpMessage(message, BinaryData.FromBytes(content[..LockTokenLength]));
    }
}
