namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>A link that is opened when first needed, by one caller for all, and anew after it was lost.</summary>
internal sealed class LinkSlot<TLink>(Func<CancellationToken, Task<TLink>> open, TLink? first = null) : IAsyncDisposable
    where TLink : class, IAmqpLink
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TLink? _current = first;
    private volatile bool _closed;

    /// <summary>The link, where there is one.</summary>
    public TLink? Current => Volatile.Read(ref _current) is { IsClosed: false } link ? link : null;

    public async ValueTask<TLink> GetAsync(CancellationToken ct)
    {
        if (Current is { } link)
        {
            return link;
        }

        await _gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return Current ?? (_current = await open(ct).ConfigureAwait(false));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the link for good.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Current is { } link)
            {
                await link.CloseAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
