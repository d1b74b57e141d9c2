namespace Integration.Local.ServiceBus.Tests;

/// <summary>Waits for what has no event of its own; the test's own time-out is the limit.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
