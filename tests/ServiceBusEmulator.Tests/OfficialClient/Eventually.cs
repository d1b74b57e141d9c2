namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>Waits for what has no event of its own.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition, CancellationToken ct)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await ticks.WaitForNextTickAsync(ct);
        }
    }
}
