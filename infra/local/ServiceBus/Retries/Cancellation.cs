namespace Integration.Local.ServiceBus.Retries;

/// <summary>Cancellation as the official client tells it: by a <see cref="TaskCanceledException"/>.</summary>
internal static class Cancellation
{
    public static void ThrowIfRequested(CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            throw new TaskCanceledException(null, null, ct);
        }
    }
}
