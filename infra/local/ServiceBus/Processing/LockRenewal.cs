namespace Integration.Local.ServiceBus.Processing;

/// <summary>When a lock is renewed.</summary>
internal static class LockRenewal
{
    private static readonly TimeSpan _tooShort = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _mostHeadroom = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait: until half of what remains is over, or, of a long lock, until 10 seconds before its end.</summary>
    public static TimeSpan Delay(DateTimeOffset lockedUntil, DateTimeOffset now)
    {
        var remaining = lockedUntil - now;
        if (remaining < _tooShort)
        {
            return TimeSpan.Zero;
        }

        var headroom = remaining / 2 < _mostHeadroom ? remaining / 2 : _mostHeadroom;
        return remaining - headroom;
    }
}
