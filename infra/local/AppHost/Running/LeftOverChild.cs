namespace Integration.Local.AppHost.Running;

/// <summary>Clears a child that an AppHost left behind when it was killed.</summary>
internal static class LeftOverChild
{
    /// <summary>Waits for the child to end by itself, as it should, and kills it otherwise.</summary>
    /// <param name="markPath">Where it was written down; gone afterwards.</param>
    /// <param name="argument">What its command line has.</param>
    /// <param name="grace">How long it may take.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task ClearAsync(string markPath, string argument, TimeSpan grace, CancellationToken cancellation)
    {
        using var child = ChildMark.Read(markPath)?.Find(argument);
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
                child.Kill();
                await child.WaitForExitAsync(cancellation).ConfigureAwait(false);
            }
        }

        File.Delete(markPath);
    }
}
