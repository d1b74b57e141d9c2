namespace Integration.Local.ServiceBusEmulator.Storage;

/// <summary>UTC times as Unix milliseconds; <see cref="DateTime.MaxValue"/>, which is no time, as the largest number.</summary>
internal static class StoredTime
{
    public static long From(DateTime time) =>
        time == DateTime.MaxValue ? long.MaxValue : (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime To(long milliseconds) =>
        milliseconds == long.MaxValue ? DateTime.MaxValue : DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
