using System.Runtime.ExceptionServices;
using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Failures;

namespace Integration.Local.ServiceBus.Retries;

/// <summary>Tries an operation until it succeeds, fails for good, or is cancelled. It fails with what the application knows.</summary>
internal sealed class Retrier(ServiceBusRetryPolicy policy, TimeProvider time)
{
    public TimeSpan TryTimeout => policy.CalculateTryTimeout(0);

    public Task RunAsync(string entityPath, Func<CancellationToken, Task> attempt, CancellationToken ct) => RunAsync(
        entityPath,
        async tryCt =>
        {
            await attempt(tryCt).ConfigureAwait(false);
            return true;
        },
        ct);

    public Task<T> RunAsync<T>(string entityPath, Func<CancellationToken, Task<T>> attempt, CancellationToken ct) =>
        RetryAsync(entityPath, tries => TryAsync(entityPath, attempt, tries, ct), ct);

    /// <summary>Like the others, but each attempt sees itself how long it takes.</summary>
    public Task<T> RunUnboundedAsync<T>(string entityPath, Func<Task<T>> attempt, CancellationToken ct) =>
        RetryAsync(entityPath, _ => attempt(), ct);

    /// <summary>Tries once.</summary>
    public async Task<T> TryAsync<T>(string entityPath, Func<CancellationToken, Task<T>> attempt, int tries, CancellationToken ct)
    {
        var timeout = policy.CalculateTryTimeout(tries);
        using var expiry = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, ct);
        try
        {
            return await attempt(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new TaskCanceledException(null, null, ct);
        }
        catch (OperationCanceledException canceled) when (expiry.IsCancellationRequested)
        {
            throw new ServiceBusException(
                $"the operation did not end within {timeout}", ServiceBusFailureReason.ServiceTimeout, entityPath, canceled);
        }
    }

    private async Task<T> RetryAsync<T>(string entityPath, Func<int, Task<T>> attempt, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            Cancellation.ThrowIfRequested(ct);
            try
            {
                return await attempt(tries).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                var translated = FailureTranslation.Translate(failure, entityPath);
                if (policy.CalculateRetryDelay(translated, tries + 1) is not { } delay)
                {
                    ExceptionDispatchInfo.Throw(translated);
                    throw;
                }

                await Task.Delay(delay, time, ct).ConfigureAwait(false);
            }
        }
    }
}
