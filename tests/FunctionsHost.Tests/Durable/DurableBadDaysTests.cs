using System.Text.Json;

namespace Integration.Local.FunctionsHost.Tests.Durable;

/// <summary>Workers and hosts that end amid orchestrations.</summary>
public sealed class DurableBadDaysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_whose_worker_is_killed_runs_again_and_its_orchestration_completes()
    {
        await using var host = await TestHost.StartAsync();
        await host.PostAsync("instances/Lingers/one");
        await host.WaitForNoteAsync("linger one");
        await host.KillWorkerAsync();

        (await EndAsync(host, "one")).ShouldBe(("Completed", "\"lingered\""));
        host.Notes().Count(note => note == "linger one").ShouldBe(2);
    }

    [Fact]
    public async Task An_orchestrator_whose_worker_is_killed_runs_again_and_completes()
    {
        await using var host = await TestHost.StartAsync();
        await host.PostAsync("instances/Slow/slow");
        await host.WaitForNoteAsync("turn slow");
        await host.KillWorkerAsync();

        (await EndAsync(host, "slow")).ShouldBe(("Completed", "\"slow\""));
    }

    [Fact]
    public async Task What_a_stop_cuts_short_goes_on_after_the_next_start()
    {
        await using var host = await TestHost.StartAsync();
        await host.PostAsync("instances/WaitsForEvent/waits");
        await host.PostAsync("instances/Lingers/lingers");
        await host.WaitForNoteAsync("linger lingers");
        await host.RestartAsync();

        await host.PostAsync("instances/waits/events/Approved/1");
        (await EndAsync(host, "waits")).ShouldBe(("Completed", "0"));
        (await EndAsync(host, "lingers")).ShouldBe(("Completed", "\"lingered\""));
        host.Notes().Count(note => note == "linger lingers").ShouldBe(1);
    }

    [Fact]
    public async Task An_entity_is_refused_at_the_start_by_a_storage_provider_that_has_none()
    {
        await using var host = TestHost.Create(options => options, ("AzureWebJobs.Counter.Disabled", "false"));
        var error = await Should.ThrowAsync<HostStartException>(() => host.RunAsync(Cancellation));
        error.Problems.ShouldHaveSingleItem().ShouldContain("Function 'Counter': it is an entity, and this storage provider has none.");
    }

    [Fact]
    public async Task A_storage_provider_that_does_not_exist_is_told_with_those_that_do()
    {
        await using var host = TestHost.Create(
            options => options, ("AzureFunctionsJobHost:extensions:durableTask:storageProvider:type", "paper"));
        var error = await Should.ThrowAsync<HostStartException>(() => host.RunAsync(Cancellation));
        error.Problems.ShouldHaveSingleItem().ShouldContain("\"paper\". It must be sqlite or AzureStorage.");
    }

    private static async Task<(string? Status, string? Output)> EndAsync(TestHost host, string id)
    {
        var end = JsonDocument.Parse((await host.GetAsync($"instances/{id}/end")).Body).RootElement;
        return (end.GetProperty("status").GetString(), end.GetProperty("output").GetString());
    }
}
