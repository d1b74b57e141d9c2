using System.Text.Json;

namespace Integration.Local.FunctionsHost.Tests.Durable;

/// <summary>Versions of orchestrations, by the extension's own settings, while old and new builds of an app run in turn.</summary>
public sealed class VersionTests
{
    private const string Options = "AzureFunctionsJobHost:extensions:durableTask";

    [Fact]
    public async Task A_host_leaves_an_orchestration_of_a_newer_version_to_those_that_know_it()
    {
        await using var host = await TestHost.StartAsync(OfVersion("2.0"));
        await host.PostAsync("instances/WaitsForEvent/newer");

        await RestartAsAsync(host, "1.0");
        await host.PostAsync("instances/newer/events/Approved/1");
        (await host.PostAsync("chains/current")).Body.ShouldBe("current+++++");
        (await host.GetAsync("instances/newer")).Body.ShouldBeOneOf("Pending", "Running");

        await RestartAsAsync(host, "2.0");
        (await EndAsync(host, "newer")).ShouldBe("Completed");
    }

    [Fact]
    public async Task A_host_goes_on_with_an_orchestration_of_an_older_version()
    {
        await using var host = await TestHost.StartAsync(OfVersion("1.0"));
        await host.PostAsync("instances/WaitsForEvent/older");

        await RestartAsAsync(host, "2.0");
        await host.PostAsync("instances/older/events/Approved/1");

        (await EndAsync(host, "older")).ShouldBe("Completed");
    }

    private static (string Name, string Value)[] OfVersion(string version) =>
    [
        ($"{Options}:defaultVersion", version),
        ($"{Options}:versionMatchStrategy", "CurrentOrOlder"),
        ($"{Options}:versionFailureStrategy", "Reject"),
    ];

    private static Task RestartAsAsync(TestHost host, string version)
    {
        host.Settings = new Dictionary<string, string>(host.Settings) { [$"{Options}:defaultVersion"] = version };
        return host.RestartAsync();
    }

    private static async Task<string?> EndAsync(TestHost host, string id) =>
        JsonDocument.Parse((await host.GetAsync($"instances/{id}/end")).Body).RootElement.GetProperty("status").GetString();
}
