namespace Integration.Local.FunctionsHost.Processes;

/// <summary>Clears a child that was left behind when its parent was killed, where the system did not end it with the parent.</summary>
internal static class LeftOverChild
{
    /// <summary>Waits for the child to end by itself, as it should, and kills it, and its own children, otherwise.</summary>
    /// <param name="markPath">Where it was written down; gone afterwards.</param>
    /// <param name="grace">How long it may take.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task ClearAsync(string markPath, TimeSpan grace, CancellationToken cancellation)
    {
        using var child = ChildMark.Read(markPath)?.Find();
        if (child is not null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(grace);
            try
            {
                await child.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                child.Kill(entireProcessTree: true);
                await child.WaitForExitAsync(cancellation).ConfigureAwait(false);
            }
        }

        File.Delete(markPath);
    }
}
