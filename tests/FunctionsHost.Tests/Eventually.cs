namespace Integration.Local.FunctionsHost.Tests;

/// <summary>Waits for what another process does and tells nobody of: its end, or a line in a file.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public static async Task BeTrueAsync(Func<bool> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        while (!condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"It did not come true within {_limit} that {what}.");
            await Task.Delay(_pause, CancellationToken.None);
        }
    }
}
