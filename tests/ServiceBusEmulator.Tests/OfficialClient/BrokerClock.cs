using Microsoft.Extensions.Time.Testing;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>
/// A clock for the broker that stands until a test advances it. It starts with the machine's time, by which the client lives,
/// in whole milliseconds, as AMQP has it.
/// </summary>
internal static class BrokerClock
{
    public static FakeTimeProvider New() =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
}
