using Integration.Local.ServiceBus.Sending;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent at once: all, or none. Made by a sender; safe for concurrent use.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IBatchContent _content;
    private bool _isSending;
    private bool _isDisposed;

    internal ServiceBusMessageBatch(long maxSizeInBytes, IBatchContent content) => (MaxSizeInBytes, _content) = (maxSizeInBytes, content);

    /// <summary>The most bytes that the batch may take.</summary>
    public long MaxSizeInBytes { get; }

    /// <summary>The bytes that the batch takes now.</summary>
    public long SizeInBytes
    {
        get
        {
            lock (_gate)
            {
                return _content.SizeInBytes;
            }
        }
    }

    /// <summary>How many messages the batch holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _content.Count;
            }
        }
    }

    /// <summary>Adds a message, as it is now, if it fits.</summary>
    /// <returns>Whether it did.</returns>
    /// <exception cref="ObjectDisposedException">The batch is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch is being sent.</exception>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ThrowIfSending();
            return _content.TryAdd(message);
        }
    }

    /// <summary>Empties the batch.</summary>
    /// <exception cref="InvalidOperationException">The batch is being sent.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            ThrowIfSending();
            _isDisposed = true;
            _content.Clear();
        }
    }

    /// <summary>Keeps the batch as it is until <see cref="EndSending"/>.</summary>
    internal IBatchContent BeginSending()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ThrowIfSending();
            _isSending = true;
            return _content;
        }
    }

    internal void EndSending()
    {
        lock (_gate)
        {
            _isSending = false;
        }
    }

    private void ThrowIfSending()
    {
        if (_isSending)
        {
            throw new InvalidOperationException("the batch is being sent: add to it, or dispose it, before or after");
        }
    }
}
