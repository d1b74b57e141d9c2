using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Sending;

/// <summary>A batch of a test: what is added goes to the test's own list.</summary>
internal sealed class ModelledBatch(
    long sizeInBytes, IList<ServiceBusMessage> messages, Func<ServiceBusMessage, bool> tryAdd) : IBatchContent
{
    public long SizeInBytes { get; } = sizeInBytes;

    public int Count => messages.Count;

    public IEnumerable<ServiceBusMessage> Messages => messages;

    public bool TryAdd(ServiceBusMessage message)
    {
        var added = tryAdd(message);
        if (added)
        {
            messages.Add(message);
        }

        return added;
    }

    public void Clear()
    {
    }
}
