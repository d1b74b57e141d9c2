using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Sending;

/// <summary>What a batch holds. Not safe for concurrent use.</summary>
internal interface IBatchContent
{
    long SizeInBytes { get; }

    int Count { get; }

    bool TryAdd(ServiceBusMessage message);

    void Clear();
}
