namespace Azure.Messaging.ServiceBus;

/// <summary>What a batch may hold.</summary>
public class CreateMessageBatchOptions
{
    private long? _maxSizeInBytes;

    /// <summary>The most bytes that the batch may take, at least 24. Default, and at most, what the broker takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 24.</exception>
    public long? MaxSizeInBytes
    {
        get => _maxSizeInBytes;
        set
        {
            if (value is { } size)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(size, 24, nameof(MaxSizeInBytes));
            }

            _maxSizeInBytes = value;
        }
    }
}
