using Azure.Messaging.ServiceBus;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Keeps a lock for as long as it may, and tells when it is lost.</summary>
internal sealed record LockKeeper
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    /// <summary>For how long the lock is renewed; infinite: always.</summary>
    public required TimeSpan Budget { get; init; }

    public required Func<DateTimeOffset> LockedUntil { get; init; }

    public required Func<CancellationToken, Task> RenewAsync { get; init; }

    /// <summary>Hears of failed renewals.</summary>
    public required Func<Exception, Task> FailedAsync { get; init; }

    /// <summary>Hears that the lock is lost, and by what; null: it just ran out.</summary>
    public required Func<Exception?, Task> LostAsync { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Runs until it is cancelled, or the lock is lost. Does not throw.</summary>
    public async Task RunAsync(CancellationToken released)
    {
        try
        {
            if (await KeepAsync(released).ConfigureAwait(false) is { } failure)
            {
                await LostAsync(failure).ConfigureAwait(false);
                return;
            }

            await WaitAsync(LockedUntil() - Time.GetUtcNow(), released).ConfigureAwait(false);
            await LostAsync(null).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            await FailedAsync(exception).ConfigureAwait(false);
        }
    }

    /// <returns>What the lock was lost by; null: the budget is spent.</returns>
    private async Task<Exception?> KeepAsync(CancellationToken released)
    {
        var start = Time.GetTimestamp();
        while (true)
        {
            var delay = LockRenewal.Delay(LockedUntil(), Time.GetUtcNow());
            if (Budget != Timeout.InfiniteTimeSpan && Time.GetElapsedTime(start) + delay >= Budget)
            {
                return null;
            }

            await WaitAsync(delay, released).ConfigureAwait(false);
            try
            {
                await RenewAsync(released).ConfigureAwait(false);
            }
            catch (Exception exception) when (!released.IsCancellationRequested)
            {
                await FailedAsync(exception).ConfigureAwait(false);
                if (exception is not ServiceBusException { IsTransient: true })
                {
                    return exception;
                }

                await WaitAsync(_pause, released).ConfigureAwait(false);
            }
        }
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken released) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, Time, released) : Task.CompletedTask;
}
