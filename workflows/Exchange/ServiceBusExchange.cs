using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Integration.Workflows.Exchange;

/// <summary>Puts messages on Service Bus, with one sender for each destination.</summary>
/// <param name="client">The namespace; whoever made it closes it, and the senders with it.</param>
public sealed class ServiceBusExchange(ServiceBusClient client) : IExchange
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyList<ExchangeMessage> messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(messages);

        // One by one on the same link: a batch has a size that it must not pass, and its messages share one fate.
        return Task.WhenAll(messages.Select(message =>
            _senders.GetOrAdd(message.Destination, client.CreateSender)
                .SendMessageAsync(CloudEventBinding.ToMessage(message), cancellation)));
    }
}
