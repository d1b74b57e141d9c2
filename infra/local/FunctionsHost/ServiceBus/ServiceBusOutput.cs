using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.ServiceBus.Messages;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Sends what a function gives to a queue or topic.</summary>
internal sealed class ServiceBusOutput(ServiceBusSender sender) : IFunctionOutput
{
    /// <exception cref="NotSupportedException">No message can be made of the value, or none that the entity takes.</exception>
    /// <exception cref="ServiceBusException">The namespace did not take the messages.</exception>
    public async Task WriteAsync(TypedData value, CancellationToken cancellation)
    {
        var messages = OutgoingMessages.Of(value);
        for (var sent = 0; sent < messages.Count;)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellation);
            var before = sent;
            while (sent < messages.Count && batch.TryAddMessage(messages[sent]))
            {
                sent++;
            }

            if (sent == before)
            {
                throw new NotSupportedException(
                    $"A message for '{sender.EntityPath}' is larger than {batch.MaxSizeInBytes} bytes. Send what it holds another way.");
            }

            await sender.SendMessagesAsync(batch, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
