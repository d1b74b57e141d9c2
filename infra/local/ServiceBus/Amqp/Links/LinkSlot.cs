using Integration.Local.ServiceBus.Failures;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>A link that is opened when first needed, by one caller for all, and anew after it was lost.</summary>
internal sealed class LinkSlot<TLink>(Func<CancellationToken, Task<TLink>> open, TLink? first = null) : IAsyncDisposable
    where TLink : class, IAmqpLink
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private TLink? _current = first;

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
            ThrowIfClosing();
            return Current ?? (_current = await OpenAsync(ct).ConfigureAwait(false));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the link for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
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

    private async Task<TLink> OpenAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        try
        {
            return await open(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            ThrowIfClosing();
            throw;
        }
    }

    private void ThrowIfClosing()
    {
        if (_closing.IsCancellationRequested)
        {
            throw new ClosedException(typeof(TLink));
        }
    }
}
