namespace Integration.Local.FunctionsHost.Worker;

/// <summary>Ends a worker that outlived its host, where the system did not end it with the host.</summary>
internal static class LeftOverWorker
{
    /// <param name="markPath">Where the worker was written down; gone afterwards.</param>
    /// <param name="cancellation">Stops waiting for its end.</param>
    public static async Task ClearAsync(string markPath, CancellationToken cancellation)
    {
        using var worker = WorkerMark.Read(markPath)?.Find();
        if (worker is not null)
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync(cancellation);
        }

        File.Delete(markPath);
    }
}
