namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent at once: all, or none. Made by a sender; safe for concurrent use.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    internal ServiceBusMessageBatch(long sizeInBytes, IList<ServiceBusMessage> messages, long maxSizeInBytes, Func<ServiceBusMessage, bool> tryAdd) =>
        throw new NotImplementedException();

    /// <summary>The most bytes that the batch may take.</summary>
    public long MaxSizeInBytes => throw new NotImplementedException();

    /// <summary>The bytes that the batch takes now.</summary>
    public long SizeInBytes => throw new NotImplementedException();

    /// <summary>How many messages the batch holds.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Adds a message, as it is now, if it fits.</summary>
    /// <returns>Whether it did.</returns>
    /// <exception cref="ObjectDisposedException">The batch is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch is being sent.</exception>
    public bool TryAddMessage(ServiceBusMessage message) => throw new NotImplementedException();

    /// <summary>Empties the batch.</summary>
    public void Dispose() => throw new NotImplementedException();
}
