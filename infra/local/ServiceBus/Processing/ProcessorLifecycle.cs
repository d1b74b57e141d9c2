using Integration.Local.ServiceBus.Retries;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Starts and stops what a processor does, any number of times, until it is closed.</summary>
internal sealed class ProcessorLifecycle : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private CancellationTokenSource? _stopping;
    private Task? _running;
    private volatile bool _isClosed;

    public bool IsRunning => Volatile.Read(ref _running) is not null;

    public bool IsClosed => _isClosed;

    /// <param name="validate">Throws if something is missing.</param>
    /// <param name="run">What is done until it is cancelled; it does not throw.</param>
    /// <param name="ct">Ends the wait for another start or stop.</param>
    public async Task StartAsync(Action validate, Func<CancellationToken, Task> run, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(Azure.Messaging.ServiceBus.ServiceBusProcessor));
        await EnterAsync(ct).ConfigureAwait(false);
        try
        {
            if (_running is not null)
            {
                throw new InvalidOperationException("the processor runs already: stop it before it is started again");
            }

            validate();
            _stopping = new CancellationTokenSource();
            var stopping = _stopping.Token;
            _running = Task.Run(() => run(stopping), CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops, and returns once the handlers that run have ended.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await EnterAsync(ct).ConfigureAwait(false);
        try
        {
            if (_running is null || _stopping is null)
            {
                return;
            }

            await _stopping.CancelAsync().ConfigureAwait(false);
            await _running.WaitAsync(ct).ConfigureAwait(false);
            _stopping.Dispose();
            _running = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        _isClosed = true;
        await StopAsync(ct).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping?.Dispose();
        _gate.Dispose();
    }

    private async Task EnterAsync(CancellationToken ct)
    {
        Cancellation.ThrowIfRequested(ct);
        await _gate.WaitAsync(ct).ConfigureAwait(false);
    }
}
